// Who is in a channel, as the server lists them to hosts; who belongs there, its roster says (purposes.js).

/** @typedef {import("./channel.js").Channel} Channel */

/** @param {Channel} channel @returns {string[]} seats, but hosts' */
export function membersOf(channel) {
  return (channel.described.members ?? []).map(({ seat }) => seat);
}

/** @param {Channel} channel @param {string} seat */
export function isMember(channel, seat) {
  return membersOf(channel).includes(seat);
}
