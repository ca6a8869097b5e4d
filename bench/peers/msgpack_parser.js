// A Socket.IO parser over @msgpack/msgpack, for the peer on the same wire. (socket.io-msgpack-parser hands
// out byte arrays as maps and takes an absent auth for a present one.)
import { EventEmitter } from "node:events";
import { Encoder as Packer, decode } from "@msgpack/msgpack";

const packer = new Packer({ ignoreUndefined: true });

export const protocol = 5;

export class Encoder {
  encode({ type, nsp, data, id }) {
    return [Buffer.from(packer.encode({ type, nsp, data, id }))];
  }
}

export class Decoder extends EventEmitter {
  add(bytes) {
    const packet = decode(bytes);
    if (!Number.isInteger(packet.type) || typeof packet.nsp !== "string") throw new Error("malformed packet");
    this.emit("decoded", packet);
  }

  destroy() {}
}
