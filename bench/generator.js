// The load: members of many rooms who post at a set rate over raw websockets, and hear each other.
// One process for every relay that is measured; it speaks each one's wire (below) and decodes no more than
// it must, so that it is never what is slow. Reads {wire, port, members} and then commands, a line each:
// {rate, seconds} in deliveries a second → {delivered, heard, p50_ms, p99_ms, …}. It knows no key.
import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import { createInterface } from "node:readline";
import { encode } from "@msgpack/msgpack";

const PAYLOAD_BYTES = 300;
const MARK = Buffer.from("~@~"); // then the sender's place (5 digits) and when it was due (12 digits, in µs)
const [PLACE_DIGITS, TIME_DIGITS] = [5, 12];
const MASK = [0x37, 0xfa, 0x21, 0x3d]; // a mask of zeros would let some relays skip the work
const BEYOND_US = 4_000_000; // a relay that is this far behind is not waited for
const [TEXT, BINARY] = [1, 2];

const now = () => Number(process.hrtime.bigint() / 1000n);

/** @param {Buffer | string} content → a masked frame, as clients send them */
const frame = (content) => {
  const raw = Buffer.from(content);
  const head = raw.length < 126 ? [raw.length | 0x80] : [126 | 0x80, raw.length >> 8, raw.length & 255];
  const kind = typeof content === "string" ? TEXT : BINARY;
  return Buffer.concat([Buffer.from([kind | 0x80, ...head, ...MASK]), raw.map((byte, at) => byte ^ MASK[at % 4])]);
};

const letters = Buffer.alloc(PAYLOAD_BYTES, "abcdefghijklmnopqrstuvwxyz");
MARK.copy(letters);
const octets = Buffer.concat([letters.subarray(0, MARK.length + PLACE_DIGITS + TIME_DIGITS), randomBytes(PAYLOAD_BYTES)]);
const payload = { text: letters.toString(), octets: new Uint8Array(octets.subarray(0, PAYLOAD_BYTES)) };

/** A Socket.IO event in msgpack, as docs/protocol.md has it. */
const event = (name, fields, id) => frame(Buffer.from(encode({ type: 2, nsp: "/", data: [name, fields], id })));
const ENTRY = "E".repeat(22);
const ACK_ID = 1_000_000; // one byte long in no case, so that every frame is as long

/** How each wire begins, and what a post is there: frames that go together. */
const WIRES = {
  ws: { path: (m) => `/${m.room}`, begin: () => [], post: () => [frame(Buffer.from(payload.octets))] },
  text: {
    path: () => "/socket.io/?EIO=4&transport=websocket",
    begin: (m) => [frame("40"), frame(`42${JSON.stringify(["join", { room: m.room }])}`)],
    post: (m) => [frame(`42${JSON.stringify(["text", { room: m.room, msg: payload.text }])}`)],
  },
  excalidraw: {
    path: () => "/socket.io/?EIO=4&transport=websocket",
    begin: (m) => [frame("40"), frame(`42${JSON.stringify(["join-room", m.room])}`)],
    post: (m) => {
      const places = [0, 1].map((num) => ({ _placeholder: true, num }));
      const named = frame(`452-${JSON.stringify(["server-broadcast", m.room, ...places])}`);
      return [named, frame(Buffer.from(payload.octets)), frame(randomBytes(12))];
    },
  },
  msgpack: {
    path: (m) => `/socket.io/?EIO=4&transport=websocket&shard=${m.room.slice(0, 2)}`,
    begin: (m) => [
      frame(Buffer.from(encode({ type: 0, nsp: "/", data: { room: m.room, seat: m.seat } }))),
      event("enter", {}, 1),
    ],
    post: (m) => {
      const fields = { channel: m.channel, entry: ENTRY, epoch: 1, seen: 0, sealed: payload.octets };
      return [event("post", fields, ACK_ID)];
    },
  },
};

class Member {
  constructor(wire, port, place, member) {
    this.place = place;
    this.heard = 0; // frames' first bytes that are to come
    this.rest = Buffer.alloc(0);
    this.greetings = [];
    this.wire = WIRES[wire];
    this.member = member;
    this.template = Buffer.concat(this.wire.post(member));
    this.at = maskedIndex(this.template, MARK);
    this.entryAt = wire === "msgpack" ? maskedIndex(this.template, Buffer.from(ENTRY)) : null;
    this.socket = connect({ port, host: "127.0.0.1", noDelay: true });
    this.socket.on("error", () => fail("a connection was refused or broken"));
    this.socket.on("close", () => fail("the relay ended a connection"));
    this.opened = new Promise((resolve) => {
      this.socket.once("data", (answer) => this.begin(answer, resolve));
    });
    const headers = [
      `GET ${this.wire.path(member)} HTTP/1.1`, `Host: 127.0.0.1:${port}`, `Origin: http://127.0.0.1:${port}`,
      "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", ...(member.cookie ? [`Cookie: ${member.cookie}`] : []),
    ];
    this.socket.write(`${headers.join("\r\n")}\r\n\r\n`);
  }

  begin(answer, opened) {
    if (!answer.includes(" 101 ")) fail("the relay refused a websocket");
    const end = answer.indexOf("\r\n\r\n") + 4;
    this.greetings = this.wire.begin(this.member);
    if (this.greetings.length) this.socket.write(this.greetings.shift());
    this.socket.on("data", (chunk) => this.hear(chunk));
    if (answer.length > end) this.hear(answer.subarray(end));
    opened();
  }

  post(due) {
    posts += 1;
    const bytes = Buffer.from(this.template);
    let at = put(bytes, this.at, MARK.length, this.place, PLACE_DIGITS);
    put(bytes, this.at, at, due, TIME_DIGITS);
    if (this.entryAt !== null) put(bytes, this.entryAt, 0, posts, 12);
    this.socket.write(bytes);
  }

  /** Walk over the frames; those that carry the mark are deliveries. */
  hear(chunk) {
    const bytes = this.rest.length ? Buffer.concat([this.rest, chunk]) : chunk;
    let at = 0;
    while (at + 2 <= bytes.length) {
      let size = bytes[at + 1];
      let head = 2;
      if (size === 126) [size, head] = [at + 4 <= bytes.length ? bytes.readUInt16BE(at + 2) : Infinity, 4];
      if (at + head + size > bytes.length) break;
      if (size === 1 && bytes[at + head] === 0x32) this.socket.write(frame("3")); // Engine.IO's ping
      else if (this.greetings.length && isWelcome(bytes, at, head)) this.socket.write(this.greetings.shift());
      else if (size > PAYLOAD_BYTES / 2) this.weigh(bytes, at + head, at + head + size);
      at += head + size;
    }
    this.rest = bytes.subarray(at);
  }

  weigh(bytes, from, to) {
    const at = bytes.indexOf(MARK, from);
    if (at < 0 || at >= to) return;
    const placeAt = at + MARK.length;
    const sender = digits(bytes, placeAt, PLACE_DIGITS);
    arrived(sender === this.place, digits(bytes, placeAt + PLACE_DIGITS, TIME_DIGITS));
  }
}

/** Socket.IO's answer to `connect`: "40…" as text, or the first packet in msgpack. */
const isWelcome = (bytes, at, head) =>
  (bytes[at] & 0x0f) === BINARY || (bytes[at + head] === 0x34 && bytes[at + head + 1] === 0x30);

/** Where the mark is in a masked frame: the offset, and which byte of the mask meets it. */
function maskedIndex(bytes, mark) {
  for (let turn = 0; turn < 4; turn += 1) {
    const at = bytes.indexOf(mark.map((byte, index) => byte ^ MASK[(turn + index) % 4]));
    if (at >= 0) return { at, turn };
  }
  throw new Error("the payload is not in the frame");
}

function put(bytes, { at, turn }, offset, number, count) {
  for (let place = offset + count - 1; place >= offset; place -= 1) {
    bytes[at + place] = (48 + (number % 10)) ^ MASK[(turn + place) % 4];
    number = Math.floor(number / 10);
  }
  return offset + count;
}

function digits(bytes, at, count) {
  let number = 0;
  for (let place = at; place < at + count; place += 1) number = number * 10 + bytes[place] - 48;
  return number;
}

/** @param {string} reason */
function fail(reason) {
  process.stdout.write(`${JSON.stringify({ failed: reason })}\n`);
  process.exit(1);
}

const begun = now();
let posts = 0;
let expected = 0; // deliveries of this command's posts, to others than their senders
let [delivered, heard] = [0, 0]; // to others; and to their senders beside them
let latest = new Float64Array(0);
let since = Infinity; // posts that were due before are of an earlier command

function arrived(isOwn, due) {
  heard += 1;
  if (isOwn || due < since) return;
  if (delivered < latest.length) latest[delivered] = now() - begun - due;
  delivered += 1;
}

/** Post at that many deliveries a second; each post is due at its own moment, however late it leaves. */
async function load(members, others, { rate, seconds }) {
  const apart = (1_000_000 * others) / rate;
  const total = Math.ceil((seconds * 1_000_000) / apart);
  latest = new Float64Array(total * others);
  [expected, delivered, heard] = [total * others, 0, 0];
  const [start, cpu] = [now() - begun, process.cpuUsage()];
  since = start;
  const first = Math.floor(Math.random() * members.length);
  for (let sent = 0; sent < total; ) {
    const at = now() - begun - start;
    for (; sent < total && sent * apart <= at; sent += 1) {
      // One room after the other: 7 is prime to the number of members.
      members[(first + sent * 7) % members.length].post(Math.round(start + sent * apart));
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  const spent = (now() - begun - start) / 1_000_000;
  const inTime = delivered;
  const used = process.cpuUsage(cpu);
  for (const end = now() + BEYOND_US; delivered < expected && now() < end; ) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await quiet();
  const sorted = latest.subarray(0, delivered).sort();
  const quantile = (share) => (delivered ? sorted[Math.floor((delivered - 1) * share)] / 1000 : Infinity);
  return {
    rate: delivered === expected ? total * others / spent : inTime / spent,
    delivered, expected, heard,
    p50_ms: quantile(0.5),
    p99_ms: delivered === expected ? quantile(0.99) : Infinity,
    generator_busy: (used.user + used.system) / 1_000_000 / spent,
  };
}

/** What is still on its way belongs to nobody else's measurement. */
async function quiet() {
  for (let before = -1; before !== heard; ) {
    before = heard;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const { wire, port, members: listed } = JSON.parse((await lines.next()).value);
const members = [];
for (const [place, member] of listed.entries()) {
  members.push(new Member(wire, port, place, member));
  if (place % 50 === 49) await Promise.all(members.map((one) => one.opened));
}
await Promise.all(members.map((one) => one.opened));
await new Promise((resolve) => setTimeout(resolve, 500));
const rooms = new Set(listed.map((member) => member.room)).size;
process.stdout.write(`${JSON.stringify({ ready: members.length })}\n`);
for await (const line of lines) {
  process.stdout.write(`${JSON.stringify(await load(members, listed.length / rooms - 1, JSON.parse(line)))}\n`);
}
process.exit(0);
