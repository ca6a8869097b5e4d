// A host at the door: answers knocks, keeps the lobby, admits, grants, and whispers each new key to those it let in.
// Must not know what channels are for.

import { authorKey, channelKey } from "../crypto/derivation.js";
import { toBase64url } from "../crypto/encoding.js";
import { HandshakeFailed } from "../crypto/noise.js";
import { meetingOf } from "../entries/roster.js";
import { RoomError } from "../transport/room_error.js";
import { Attempt } from "./attempt.js";

/**
 * @typedef {import("./room.js").Room} Room
 * @typedef {import("./seat_book.js").SeatBook} SeatBook
 * @typedef {import("./channel.js").Channel} Channel
 * @typedef {import("./attempt.js").Knock} Knock
 *
 * @typedef {object} House  what the door needs to know of the room
 * @property {import("./seat_book.js").Secrets} secrets
 * @property {import("./keyring.js").DerivedKeys} keyring
 * @property {() => boolean} isShuttle
 * @property {(seat: string) => boolean} isFromBefore  admitted under an earlier room secret only
 * @property {(note: import("../entries/notes.js").SeatNote) => void} note
 * @property {(keys: any[]) => void} handedBack
 */

const MOST_KEYS_AT_ONCE = 100;

export class Reception {
  #room;
  #seats;
  #house;
  /** @type {Map<string, Attempt>} */
  #attempts = new Map();

  /** @param {Room} room @param {SeatBook} seats @param {House} house */
  constructor(room, seats, house) {
    this.#room = room;
    this.#seats = seats;
    this.#house = house;
  }

  /** @param {Knock} knock */
  async knocked(knock) {
    const { attempt: id, seat, version, device, known, bare } = knock;
    const note = this.#seats.note(seat);
    const link = this.#seats.linkSecret(seat, version);
    const mayReturn = known && !bare;
    // R from before this room secret cannot be made again: the person is asked to compare words once more.
    if (mayReturn && this.#house.isFromBefore(seat)) return this.#answer(id, null);
    if (note && note.version !== version) return this.refuse(id);
    try {
      // Only a device that hosts have noted as admitted; the server's word alone is not enough.
      const resume = mayReturn && note?.device === device ? this.#seats.resumeSecret(seat, device) : null;
      const attempt = new Attempt(this.#room.id, knock, link, resume);
      this.#attempts.set(id, attempt);
      await this.#answer(id, attempt.message);
    } catch (error) {
      if (!(error instanceof HandshakeFailed)) throw error;
      if (mayReturn) await this.#answer(id, null);
      else await this.refuse(id);
    }
  }

  /** @param {string} attempt @param {Uint8Array | null} message */
  #answer(attempt, message) {
    return this.#room.request("answer", { attempt, message });
  }

  /** @param {string} id @param {Uint8Array} box */
  async whispered(id, box) {
    const attempt = this.#attempts.get(id);
    const body = attempt?.open(box);
    if (!attempt || !body) return;
    if (body.kind === "hello" && attempt.meet(body)) await this.#whisper(attempt, attempt.reveal());
    if (body.kind === "resume" && attempt.isReturning) await this.#comeBack(attempt);
    if (body.kind === "keys_back" && Array.isArray(body.keys)) this.#handedBack(attempt, body.keys);
  }

  /** @param {Attempt} attempt */
  async #comeBack(attempt) {
    attempt.isAdmitted = true;
    await this.#grant(attempt);
  }

  /** @param {Attempt} attempt @param {any[]} keys */
  #handedBack(attempt, keys) {
    attempt.keysBack = keys;
    if (attempt.isAdmitted) this.#house.handedBack(keys);
  }

  /** @param {string} id */
  over(id) {
    this.#attempts.delete(id);
  }

  /** The connection is lost, and with it every attempt. */
  closeDoor() {
    this.#attempts.clear();
  }

  /** @param {Attempt} attempt @param {object} body */
  #whisper(attempt, body) {
    return this.#room.request("whisper", attempt.whisper(body));
  }

  /**
   * @param {string} id
   * @param {boolean} compared
   * @returns {Promise<{seat: string, replaced: boolean}>} whether another device had the seat
   */
  async admit(id, compared) {
    const attempt = this.#attempts.get(id);
    const before = attempt && this.#seats.note(attempt.seat);
    if (!attempt || !before || attempt.words.length === 0) throw new RoomError("not_allowed");
    const { seat, device, name } = attempt;
    const had = this.#seats.listed.get(seat)?.device;
    if (compared) await this.#whisper(attempt, { kind: "words_compared" });
    // Noted before it happens: whoever takes over from here knows the device, and with it R.
    this.#house.note({ ...before, name, device, compared });
    // Admitted to this very seat, the other device shuts this one out: what it is to have goes first.
    if (seat === this.#room.seat) await this.#grant(attempt);
    try {
      await this.#room.request("admit", { attempt: id });
    } catch (error) {
      if (seat !== this.#room.seat) this.#house.note(before);
      throw error;
    }
    attempt.isAdmitted = true;
    if (attempt.keysBack) this.#house.handedBack(attempt.keysBack);
    if (!attempt.isGranted) await this.#grant(attempt);
    return { seat, replaced: Boolean(had) && had !== device };
  }

  /** @param {string} id */
  async refuse(id) {
    this.#attempts.delete(id);
    await this.#room.request("refuse", { attempt: id });
  }

  /** @param {Attempt} attempt */
  async #grant(attempt) {
    const { seat, device } = attempt;
    const resume = this.#seats.resumeSecret(seat, device);
    const former = this.#seats.devices(seat).filter((other) => other !== device);
    const isHost = this.#seats.isHost(seat);
    const { roomSecret, invitation } = this.#house.secrets;
    await this.#tell(attempt, {
      kind: "grant",
      resume: toBase64url(resume),
      name: this.#seats.note(seat)?.name ?? "",
      shuttle: this.#house.isShuttle(),
      authors: former.map((other) => toBase64url(authorKey(this.#seats.resumeSecret(seat, other)))),
      ...(isHost && {
        room_secret: toBase64url(roomSecret),
        invitation: toBase64url(invitation),
        notes: this.#house.keyring.notes,
      }),
    });
    attempt.isGranted = true;
    await this.#share(attempt);
  }

  /** Tells everyone let in here what they have not been told yet. */
  async share() {
    const granted = [...this.#attempts.values()].filter(({ isGranted }) => isGranted);
    await Promise.all(granted.map((attempt) => this.#share(attempt).catch(() => {})));
  }

  /** @param {Attempt} attempt */
  async #share(attempt) {
    const isNews = this.#seats.hosts().some((seat) => !attempt.told.has(seat));
    if (isNews || this.#untold(attempt).length > 0) await this.#tell(attempt, { kind: "keys" });
  }

  /** @param {Attempt} attempt @param {{kind: string} & Record<string, unknown>} body a grant, or keys */
  async #tell(attempt, body) {
    const hosts = this.#seats.hosts();
    const keys = this.#untold(attempt).slice(0, MOST_KEYS_AT_ONCE);
    const said = [...hosts, ...keys.map(saying)];
    for (const news of said) attempt.told.add(news);
    try {
      await this.#whisper(attempt, { ...body, hosts, keys });
    } catch (error) {
      for (const news of said) attempt.told.delete(news);
      throw error;
    }
    if (attempt.isGranted && this.#untold(attempt).length > 0) await this.#tell(attempt, { kind: "keys" });
  }

  /** @param {Attempt} attempt */
  #untold(attempt) {
    const { seat, told } = attempt;
    if (this.#seats.isHost(seat)) return [];
    const channels = [...this.#room.desks.values()].map(({ channel }) => channel);
    return channels.flatMap((channel) => this.#keysOf(channel, seat)).filter((item) => !told.has(saying(item)));
  }

  /**
   * The keys of every epoch in which a seat hears a channel. That it is in the channel, and from when on, is what the
   * roster says, so that a server that lists someone else gains nothing by it.
   * @param {Channel} channel @param {string} seat
   */
  #keysOf(channel, seat) {
    const { members = [], epochs = [] } = channel.described;
    const member = members.find((other) => other.seat === seat);
    const hash = member && channel.hashAt(member.since);
    if (!member || !hash || !channel.book.people.some((person) => person.seat === seat)) return [];
    const since = Math.max(member.since, this.#listedSince(channel, seat));
    const heard = epochs.filter((_, at) => at + 1 === epochs.length || epochs[at + 1].start > since);
    return heard.flatMap(({ epoch, epoch_id: epochId }) => {
      const key = this.#keyOf(channel.id, epoch, epochId);
      const inherited = this.#house.keyring.isInherited(channel.id, epoch) || undefined;
      return key ? [{ channel: channel.id, epoch, epoch_id: epochId, key: toBase64url(key), since: member.since, hash: toBase64url(hash), inherited }] : [];
    });
  }

  /** In a caucus, and in another's meeting, nobody reads what was before them. @param {Channel} channel @param {string} seat @returns {number} */
  #listedSince({ book, described }, seat) {
    if (book.kind !== "caucus" && (book.kind !== "private" || meetingOf(book) === seat)) return 0;
    const listedAt = book.listedAt[seat];
    // The roster that first lists a seat is posted in the epoch that its coming began; the very first opens the channel.
    if (listedAt === 1) return 0;
    return Math.max(0, ...(described.epochs ?? []).map(({ start }) => start).filter((start) => start < listedAt));
  }

  /** @param {string} channel @param {number} epoch @param {string} epochId */
  #keyOf(channel, epoch, epochId) {
    const { keyring, secrets } = this.#house;
    return keyring.isInherited(channel, epoch) ? keyring.keysFor(channel, epoch)?.[0] : channelKey(secrets.roomSecret, channel, epoch, epochId);
  }

  /** @returns {import("../entries/room_state.js").Waiting[]} */
  waiting() {
    const inLobby = [...this.#attempts.values()].filter(({ isAdmitted, isReturning, words }) => !isAdmitted && !isReturning && words.length > 0);
    return inLobby.map(({ id, seat, name, language, words }) => {
      const note = this.#seats.note(seat);
      const secondDevice = this.#seats.isAdmitted(seat) && !this.#house.isFromBefore(seat);
      return { attempt: id, seat, label: note?.label ?? "", kind: note?.kind ?? "party", name, language, words, secondDevice };
    });
  }
}

/** @param {{channel: string, epoch: number, since: number}} item */
function saying({ channel, epoch, since }) {
  return `${channel}.${epoch}.${since}`;
}
