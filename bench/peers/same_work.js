// A relay on Node that does what this house's does, on the same wire: a pass checked by its MAC, rooms and
// members, one order for each channel, running hash and stamp, the log in memory, acknowledgement after it,
// the envelope to everyone. With Node's own hashes (HMAC-SHA-256 in place of keyed BLAKE2b, which it lacks).
import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import { Server } from "socket.io";
import { listening } from "./listening.js";
import * as parser from "./msgpack_parser.js";

const [ROOMS, MEMBERS] = process.argv.slice(2).map(Number);
const [serverKey, roomKey] = [randomBytes(32), randomBytes(32)];
const id = () => randomBytes(16).toString("base64url");
const sign = (text) => createHmac("sha256", serverKey).update(text).digest("base64url");

const rooms = new Map();
const members = [];
for (let n = 0; n < ROOMS; n += 1) {
  const [room, channel] = [id(), id()];
  const seats = new Set();
  rooms.set(room, { seats, channel: { id: channel, head: 0, epoch: 1, start: 0, hash: Buffer.alloc(32), log: [], numbers: new Map(), bytes: 0 } });
  for (let m = 0; m < MEMBERS; m += 1) {
    const seat = id();
    seats.add(seat);
    members.push({ room, channel, seat, cookie: `seat-${seat}=${room}.${seat}.${sign(`${room}.${seat}`)}` });
  }
}

const server = createServer();
const io = new Server(server, { parser, transports: ["websocket"], perMessageDeflate: false });

io.use((socket, next) => {
  const { room, seat } = socket.handshake.auth;
  const found = new RegExp(`seat-${seat}=([^;]+)`).exec(socket.request.headers.cookie ?? "");
  const [ofRoom, ofSeat, mac] = (found?.[1] ?? "..").split(".");
  const isGood = ofRoom === room && ofSeat === seat && isSame(mac, sign(`${room}.${seat}`));
  next(isGood && rooms.get(room)?.seats.has(seat) ? undefined : new Error("refused"));
});

io.on("connection", (socket) => {
  const { room: roomId, seat } = socket.handshake.auth;
  const room = rooms.get(roomId);
  socket.on("enter", (_fields, acknowledge) => {
    socket.join(roomId);
    acknowledge({ admitted: true });
  });
  socket.on("post", (fields, acknowledge) => acknowledge(post(roomId, room, seat, fields)));
});

function post(roomId, { channel }, sender, { channel: asked, entry, epoch, seen, sealed }) {
  if (asked !== channel.id || !(sealed instanceof Uint8Array) || !Number.isSafeInteger(seen)) return { error: "malformed" };
  if (typeof entry !== "string" || !/^[\w-]{22}$/.test(entry) || seen > channel.head) return { error: "malformed" };
  if (epoch !== channel.epoch || seen < channel.start) return { error: "stale_epoch" };
  if (channel.bytes + sealed.length > 1 << 28) return { error: "channel_full" };
  const known = channel.numbers.get(`${sender} ${entry}`);
  if (known !== undefined) return { number: known };
  const number = channel.head + 1;
  channel.hash = createHash("sha256")
    .update(channel.hash).update(`${number} ${sender} ${epoch} ${entry} ${seen} `).update(sealed).digest();
  const mac = createHmac("sha256", roomKey).update(`1 ${channel.id} ${number} ${sender} `).update(channel.hash).digest();
  const envelope = { channel: channel.id, number, sender, epoch, entry, seen, sealed, life: 1, mac };
  channel.head = number;
  channel.bytes += sealed.length;
  channel.log.push(envelope);
  channel.numbers.set(`${sender} ${entry}`, number);
  io.to(roomId).emit("envelope", envelope);
  return { number };
}

function isSame(one, other) {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

listening(server, { members });
server.listen(0, "127.0.0.1");
