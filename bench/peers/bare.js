// The limit: `ws` alone. What comes from one member of a room goes to the others as it is; nothing else.
import { WebSocketServer } from "ws";
import { listening } from "./listening.js";

const rooms = new Map();
const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });

server.on("connection", (socket, request) => {
  const room = rooms.get(request.url) ?? new Set();
  rooms.set(request.url, room.add(socket));
  socket.on("message", (data) => {
    for (const other of room) if (other !== socket) other.send(data);
  });
  socket.on("close", () => room.delete(socket));
});

listening(server);
