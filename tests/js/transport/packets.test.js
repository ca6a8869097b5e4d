import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { after, before, test } from "node:test";
import { encode } from "@msgpack/msgpack";
import { Encoder, readPacket } from "../../../static/js/transport/packets.js";
import { connectTo } from "../../../static/js/transport/connection.js";
import { RoomError } from "../../../static/js/transport/room_error.js";

const written = (packet) => new Encoder().encode(packet)[0];

test("bytes stay bytes, and what is absent stays absent", () => {
  const bytes = Uint8Array.of(0, 255, 7);
  const event = readPacket(written({ type: 2, nsp: "/", data: ["post", { sealed: bytes }], id: 0 }));
  assert.deepEqual(event, { type: 2, nsp: "/", data: ["post", { sealed: bytes }], id: 0 });
  const connect = readPacket(written({ type: 0, nsp: "/", data: undefined }));
  assert.equal(connect.data, undefined);
  assert.equal(connect.id, undefined);
});

test("a disconnect from the server is a disconnect", () => {
  assert.equal(readPacket(encode({ type: 1, data: null, nsp: "/", id: null })).type, 1);
});

test("what is no packet is refused", () => {
  for (const junk of [null, 3, [], { type: 9, nsp: "/" }, { type: 2, nsp: "/", data: {} }, { type: 2 }]) {
    assert.throws(() => readPacket(encode(junk)), TypeError);
  }
});

// The other end is python-socketio itself: the pairing that will run.
let server;
let origin;

before(async () => {
  const python = new URL("../../../.venv/bin/python", import.meta.url).pathname;
  server = spawn(python, [new URL("./echo_server.py", import.meta.url).pathname]);
  const [line] = await once(server.stdout, "data");
  origin = `http://127.0.0.1:${String(line).trim()}`;
});
after(() => server.kill());

/** Over polling Node hands out Buffers, which are Uint8Arrays of another prototype. */
const plain = (bytes) => Uint8Array.from(bytes);

function listening(resolvers) {
  return { up() {}, down() {}, turnedAway() {}, event() {}, ...resolvers };
}

for (const transport of ["websocket", "polling"]) {
  const options = { transports: [transport] };

  test(`over ${transport}, a request is answered with its bytes, and refused by name`, async () => {
    let up;
    const isUp = new Promise((resolve) => (up = resolve));
    const connection = connectTo(origin, options)("room", "seat", listening({ up }));
    await assert.rejects(connection.request("echo", {}), { reason: "not_connected" });
    connection.open();
    await isUp;
    const sealed = Uint8Array.of(1, 0, 200);
    const echoed = await connection.request("echo", { sealed, half: null });
    assert.deepEqual({ ...echoed, sealed: plain(echoed.sealed) }, { sealed, half: null, auth: { room: "room", seat: "seat" } });
    await assert.rejects(connection.request("refuse", {}), (error) => error instanceof RoomError && error.reason === "held");
    connection.close();
  });

  test(`over ${transport}, events arrive, and a tab that the server drops stays away`, async () => {
    let dropped;
    const isDropped = new Promise((resolve) => (dropped = resolve));
    const heard = [];
    let ups = 0;
    const connection = connectTo(origin, { ...options, reconnectionDelay: 10 })("room", "seat", {
      up() {
        ups += 1;
        connection.request("drop_me", {}).catch(() => {});
      },
      down() {},
      turnedAway: dropped,
      event: (name, fields) => heard.push([name, plain(fields.bytes)]),
    });
    connection.open();
    assert.equal(await isDropped, "dropped");
    assert.deepEqual(heard, [["removed", Uint8Array.of(9)]]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(ups, 1);
    connection.close();
  });

  test(`over ${transport}, a refused pass is told apart from a lost network`, async () => {
    let away;
    const isAway = new Promise((resolve) => (away = resolve));
    const connection = connectTo(origin, options)("gone", "seat", listening({ turnedAway: away }));
    connection.open();
    assert.equal(await isAway, "unknown");
    connection.close();
  });
}
