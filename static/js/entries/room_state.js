// What a room looks like to the person in it: the one shape that session/ makes and views/ show.
// Types only. Must not know keys, envelopes or the network.

/**
 * @typedef {"mediator" | "party" | "support" | "observer" | "interpreter"} Role
 * @typedef {"joint" | "private" | "caucus" | "notes"} ChannelKind  as rosters have it
 * @typedef {ChannelKind | "own"} ShownKind  own: a side's own channel, which no mediator can read
 *
 * @typedef {object} Person
 * @property {string} seat
 * @property {string} name
 * @property {Role} role
 * @property {number | null} side  which shape marks the person; null for mediators, interpreters and observers
 * @property {boolean} [present]  connected now
 * @property {boolean} [me]
 *
 * @typedef {object} Message
 * @property {string} entry
 * @property {string} sender  seat
 * @property {string} name  how the sender is shown
 * @property {boolean} mine
 * @property {string} text  empty when withdrawn, or hidden from this person
 * @property {boolean} withdrawn
 * @property {boolean} hidden  held from view by a mediator
 * @property {boolean} awaited  waits for a translation; until then its text is empty for other sides and observers
 * @property {{language: string, name: string, mine: boolean, text: string}[]} translations
 * @property {boolean} isShared  left a caucus by consent; `name` is empty unless its side wished to be named
 * @property {boolean} isRelayed  passed through the mediators first
 * @property {"sending" | "waiting" | "sent"} delivery  waiting: for the connection or for a mediator
 * @property {number | null} number  null until the server has ordered it
 * @property {number} arrivedAt  ms, this tab's clock; never shown as a time of day
 *
 * @typedef {object} ChannelState
 * @property {string} id
 * @property {ShownKind} kind
 * @property {string} title  given by the host, for a caucus; else empty
 * @property {Person[]} people  members and mediators, as the roster says
 * @property {Message[]} messages
 * @property {number} unread
 * @property {string} draft
 * @property {Readonly<Record<string, string>>} begun  other texts begun here and not sent, by the name that a view gave with setDraft (`of`)
 * @property {string[]} typing  names
 * @property {boolean} held
 * @property {boolean} hostAway  it needs a host and none is connected
 * @property {boolean} mayWrite
 * @property {boolean} listens
 * @property {boolean} interprets  this person translates here, and writes nothing else
 * @property {boolean} muted  only mediators write for now
 * @property {boolean} awaits  what is said now waits for translation
 * @property {import("./roster.js").Coming[]} interpreters  who came or went since it began, in order
 * @property {boolean} settled  everything up to the server's head has been applied
 * @property {Person[] | null} attendance  who will be in the joint session, once the host has said so
 * @property {Object<string, boolean>} ready  seat → answer; a seat that has not answered is absent
 * @property {Object<string, boolean>} agree
 * @property {(import("./distress.js").CheckIn & {isAnswered: boolean}) | null} checkIn  a private meeting's, once a mediator has asked
 * @property {OwnStanding | null} own  a side's own channel's
 * @property {string | null} meetingOf  in a private meeting: the seat it is with
 * @property {import("./board_state.js").BoardState} board
 * @property {import("./board_state.js").Consent[]} consents  private meetings and caucuses, else empty
 * @property {import("./board_state.js").Announcement[]} announcements  the joint session, else empty
 * @property {import("./board_state.js").OutcomeState | null} outcome  the joint session, once a mediator has opened it
 *
 * @typedef {object} OwnStanding
 * @property {boolean} isNotepad  of one person alone
 * @property {"open" | "asked" | "closed"} standing  whether this person is in; asked: waits to be let in by their own side
 * @property {{seat: string, name: string, words: number[]}[]} asking  who of the side asks to be let in, with words to compare
 * @property {{seat: string, name: string, words: number[]}[]} holders  while this person asks: who could let them in
 *
 * @typedef {object} Waiting  someone in the lobby, as the host sees them
 * @property {string} attempt
 * @property {string} seat
 * @property {string} label  the host's own label for the seat
 * @property {string} kind
 * @property {string} name  as the person typed it
 * @property {string} language
 * @property {number[]} words  the three safety words; empty until the exchange is done
 * @property {boolean} secondDevice  somebody is already admitted to this seat from another device
 *
 * @typedef {object} SeatState  a seat, as the host sees it
 * @property {string} seat
 * @property {number} n
 * @property {number} version
 * @property {"party" | "support" | "observer" | "interpreter" | "host"} kind
 * @property {string} label
 * @property {number | null} side
 * @property {string} name  empty until admitted
 * @property {boolean} admitted
 * @property {boolean} connected
 * @property {boolean} compared  the words were compared before admission
 * @property {boolean} revoked
 * @property {boolean | null} ready
 * @property {boolean | null} agree
 * @property {boolean | null} pledged  has promised again what was last asked; null: not asked yet
 * @property {string} code  of this seat's watermark; empty until admitted
 * @property {string} link  the personal link, whole
 *
 * @typedef {RoomItself & import("./board_state.js").MediationState} RoomState
 *
 * @typedef {object} RoomItself
 * @property {"connecting" | "not_open" | "lobby" | "confirming" | "elsewhere" | "inside" | "mediating" | "closed" | "removed" | "refused" | "replaced" | "failed"} phase
 *   lobby: waiting for the mediator (words shows once known) · confirming: the mediator is back on a new device, compare words ·
 *   mediating: a co-mediator has been let in; the page for mediators goes on ·
 *   elsewhere: the host link was opened, the room is open on another device, takeOver is offered ·
 *   failed: the handshake did not hold; stop
 * @property {boolean} online
 * @property {boolean} [mayOpenAnew]  the host link was opened, and nobody has brought the room back: openAnew is offered
 * @property {boolean} restoring  the server was restarted, and the room is on its way back by itself
 * @property {boolean} isHost
 * @property {Person | null} me
 * @property {number[]} words
 * @property {boolean} wordsCompared  the mediator says that the words were compared
 * @property {boolean} hostPresent
 * @property {number | null} endsAt  announced end plus two hours, ms, this tab's clock
 * @property {number | null} closingAt  ms, this tab's clock, when a countdown runs
 * @property {ChannelState[]} channels  joint first, then private meetings and caucuses, notes last
 * @property {{kind: "history" | "forged" | "commitment" | "reported" | "notes_lost" | "capture", channel: string | null}[]} alarms
 * @property {Waiting[]} waiting  hosts only, else empty
 * @property {SeatState[]} seats  hosts only, else empty
 * @property {boolean} shuttle  no side is shown another's presence; there is no joint session
 * @property {boolean} began  this session's mediation has begun
 * @property {string | null} reference
 * @property {string} watermark  this viewer's own code; empty until it is known. Shown while the feature is on
 * @property {boolean} datesAreBehind  hosts only: the registry cannot be written at the moment
 * @property {string} mediation  "new" | "individual" | "further" | "rehearsal"; hosts only, else ""
 * @property {boolean} rehearsal  practice: nothing in it is real
 */

/**
 * What a view may ask for. Views dispatch a bubbling, composed CustomEvent "room-action" whose detail is one of these;
 * main/ calls the session's method of the same name with the other fields, in this order.
 *
 * @typedef {{action: "say", channel: string, text: string}
 *   | {action: "withdraw", channel: string, entry: string}
 *   | {action: "setDraft", channel: string, text: string, of?: string}
 *   | {action: "typing", channel: string}
 *   | {action: "read", channel: string}
 *   | {action: "answerReady", ready: boolean}
 *   | {action: "answerAgree", agree: boolean}
 *   | {action: "confirmWords", yes: boolean}
 *   | {action: "leave"}
 *   | {action: "admit", attempt: string, compared: boolean}
 *   | {action: "refuse", attempt: string}
 *   | {action: "remove", seat: string}
 *   | {action: "replaceLink", seat: string}
 *   | {action: "revokeLink", seat: string}
 *   | {action: "addSeat", kind: string, label: string, side: number | null}
 *   | {action: "showAttendance"}
 *   | {action: "openJoint"}
 *   | {action: "makeCaucus", seats: string[], title: string}
 *   | {action: "changeCaucus", channel: string, add: string[], remove: string[]}
 *   | {action: "hold", channel: string, held: boolean}
 *   | {action: "holdAll", held: boolean}
 *   | {action: "movePerson", seat: string, to: string | null}
 *   | {action: "letInterpret", channel: string, seat: string, hears: boolean}
 *   | {action: "mute", channel: string, on: boolean}
 *   | {action: "translate", channel: string, of: string, language: string, text: string}
 *   | {action: "awaitTranslation", channel: string, on: boolean}
 *   | {action: "showUntranslated", channel: string, entry: string}
 *   | {action: "begin"}
 *   | {action: "closeBegin"}
 *   | {action: "closeCancel"}
 *   | {action: "takeOver"}
 *   | {action: "openAnew"}
 *   | {action: "askIn", channel: string}
 *   | {action: "letIn", channel: string, seat: string}
 *   | import("./board_state.js").MediationAction} RoomAction
 */

export {};
