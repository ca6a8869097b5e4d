// How things cross: through msgpack, a moment later, or refused by name.

import { decode, encode } from "@msgpack/msgpack";
import { RoomError } from "../../../static/js/transport/room_error.js";

export const wire = (value) => decode(encode(value, { ignoreUndefined: true }));
export const refuse = (name) => {
  throw new RoomError(name);
};
export const later = () => new Promise((resolve) => setImmediate(resolve));
