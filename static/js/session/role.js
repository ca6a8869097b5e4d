// What a member's or a host's part adds to a room: implemented by member_session.js, host_opening.js and host_session.js.

/**
 * @typedef {import("./channel.js").Channel} Channel
 *
 * @typedef {object} Role
 * @property {import("./keyring.js").Keyring} keyring
 * @property {() => readonly string[]} hosts
 * @property {(seat: string) => Uint8Array[]} authorsOf
 * @property {() => Uint8Array | null} author  this tab's author key
 * @property {(entered: any) => void} entering  the server's answer to `enter`, before its channels are looked at
 * @property {(entered: any) => void} entered  the same, after them
 * @property {(event: string, fields: any) => void} event  those that the room does not know itself
 * @property {() => void} away  the connection is lost
 * @property {(why: string) => void} turnedAway  refused or dropped; closed is the room's
 * @property {(channel: Channel) => void} channelChanged
 * @property {(channel: string) => void} channelGone
 * @property {(channel: Channel, body: any) => void} applied
 * @property {(channel: Channel, sender: string, body: any) => void} signalled
 * @property {(reason: string) => void} alarmed
 * @property {() => void} forget
 * @property {() => Uint8Array | null} [ownSeed]  a member's P: what its side's own keys come from
 * @property {() => Partial<import("../entries/room_state.js").RoomState>} view  its part of the state
 */

export {};
