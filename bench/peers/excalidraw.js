// excalidraw-room's events on socket.io, with the options that it ships: sealed bytes and their nonce as two
// binary attachments, to the others in the room. No acknowledgement, no order, no log.
// https://github.com/excalidraw/excalidraw-room, src/index.ts
import { createServer } from "node:http";
import { Server } from "socket.io";
import { listening } from "./listening.js";

const server = createServer();
const io = new Server(server, {
  transports: ["websocket", "polling"],
  cors: { allowedHeaders: ["Content-Type", "Authorization"], origin: "*", credentials: true },
  allowEIO3: true,
});

io.on("connection", (socket) => {
  io.to(socket.id).emit("init-room");
  socket.on("join-room", async (room) => {
    await socket.join(room);
    const present = await io.in(room).fetchSockets();
    if (present.length <= 1) io.to(socket.id).emit("first-in-room");
    else socket.broadcast.to(room).emit("new-user", socket.id);
    io.in(room).emit("room-user-change", present.map((one) => one.id));
  });
  socket.on("server-broadcast", (room, data, nonce) => {
    socket.broadcast.to(room).emit("client-broadcast", data, nonce);
  });
});

listening(server);
server.listen(0, "127.0.0.1");
