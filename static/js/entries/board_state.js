// What a mediation looks like beyond words: boards, ratings, consents, the outcome, the course of a session.
// The part of room_state.js that is not conversation. Types only. Must not know keys, envelopes or the network.

/**
 * @typedef {"issues" | "interests" | "options"} CardList
 * @typedef {"title" | "description" | "advantages" | "disadvantages" | "interests"} CardField
 * @typedef {"not_acceptable" | "with_changes" | "acceptable" | "preferred"} Rating
 * @typedef {"sum" | "date" | "number"} Measure
 * @typedef {"opening" | "sides" | "issues" | "options" | "agreement" | "close"} Stage
 * @typedef {"ratings" | "ranges" | "stages" | "timer" | "hands" | "floor" | "private_words" | "breaks" | "screening" | "outcome" | "strict_veil" | "watermark"} Feature
 *
 * @typedef {object} Card  the same object from one state to the next while nothing about it has changed
 * @property {string} card  id
 * @property {CardList} list
 * @property {string} title
 * @property {string} description  this and the next three: options only, else empty
 * @property {string} advantages
 * @property {string} disadvantages
 * @property {string[]} interests  ids of cards on the same board; none that is gone
 * @property {string | null} column  options only
 * @property {string | null} group
 * @property {{title: string, description: string, advantages: string, disadvantages: string}[]} merged  cards merged into this one, in order
 * @property {boolean} beingEdited  by somebody, now; never by whom
 * @property {boolean} isOnItsWay  a change of one's own to it is not in the server's order yet
 * @property {Record<CardField, string>} bases  to be given back as `base` with an edit: as they were when the editing began
 * @property {string | null} undo  one's own last change, when it can be undone and was to this card
 * @property {Rating | null} rating  one's own side's; options of the joint board only, null for hosts
 * @property {boolean} ratingIsOfEarlierText  title or description has changed since the rating
 * @property {boolean} ratingSetAside  rated by this person for a side that was one, and is several now
 * @property {boolean} ratingFrozen  the option is under a reveal
 * @property {boolean} announced  every side could accept this text, and everyone has been told
 * @property {SideRating[]} matrix  hosts only, options of the joint board only; else empty
 *
 * @typedef {object} SideRating
 * @property {number | null} side
 * @property {string} names  of the side's people
 * @property {Rating | null} value
 * @property {boolean} isOfEarlierText
 * @property {boolean} setAside  rated while the side was one person, and not since it is several
 * @property {boolean} changedLately  changed, not first given, shortly before the reveal (or now)
 * @property {boolean | null} permits  under a reveal: true when every party of the side has, false when one said no, null else
 *
 * @typedef {object} CardDraft  one's own card that nobody else has seen
 * @property {string} draft  whatever the view calls it; unique in its channel
 * @property {CardList} list
 * @property {string} title
 * @property {string} description
 * @property {string} advantages
 * @property {string} disadvantages
 * @property {string[]} interests
 *
 * @typedef {object} Conflict  one's own saved text that met a later one; `mine` is on no board
 * @property {string} entry
 * @property {string} card
 * @property {CardField} field
 * @property {string | string[]} mine
 * @property {string | string[]} theirs  what the card says now
 *
 * @typedef {object} BoardState
 * @property {boolean} frozen  for all but hosts
 * @property {boolean} mayChange  this person may, now
 * @property {boolean} full  no card can be added
 * @property {Card[]} issues
 * @property {Card[]} interests
 * @property {{column: string, title: string, cards: Card[]}[]} columns  the options; title empty: the usual name of that id
 * @property {CardDraft[]} drafts
 * @property {Conflict[]} conflicts
 *
 * @typedef {object} RevealState  the batch that is open; on a party's screen as their own side has it
 * @property {string} batch
 * @property {string[]} options  ids of cards on the joint board
 * @property {Record<string, boolean>} permits  this person's own: option → answer
 * @property {string[]} qualifying  hosts only: rated acceptable or better and permitted, by every side
 *
 * @typedef {object} RangeCheck
 * @property {string} check
 * @property {string} title
 * @property {Measure} measure
 * @property {string} unit
 * @property {boolean} ended
 * @property {number | string | null} least  own side's; null for hosts
 * @property {number | string | null} most
 * @property {boolean | null} permit  this person's own
 * @property {boolean} setAside  answered by this person for a side that was one, and is several now
 * @property {{side: number | null, names: string, stated: boolean, permits: boolean | null}[]} sides  hosts only
 * @property {boolean | null} overlaps  hosts only; null until every side has stated
 * @property {boolean} mayAnnounce  hosts only: overlap and every side's permission
 * @property {boolean} announced
 *
 * @typedef {object} Announcement  what everyone in the joint session has been told; of either kind
 * @property {"options" | "room"} kind
 * @property {string} entry
 * @property {number} number
 * @property {string[]} titles  of the options every side could accept, as announced; or the one of the range check
 *
 * @typedef {object} OptionParts
 * @property {string} title
 * @property {string} description
 * @property {string} advantages
 * @property {string} disadvantages
 *
 * @typedef {object} Consent  a wording that is to leave this channel
 * @property {string} consent
 * @property {string} version  the entry that gave the present wording; to be given back with an answer
 * @property {boolean} mine  this person asked
 * @property {string} wording
 * @property {string} destination  "joint" or a channel id
 * @property {string} destinationTitle  as people here may call it; empty: the joint session, or a channel known here
 * @property {"message" | "option" | "text"} what
 * @property {OptionParts | null} asOption
 * @property {boolean} named
 * @property {string[]} earlier  former wordings, the oldest first
 * @property {{seat: string, name: string, answer: "yes" | "no" | null}[]} answers  of each person who is asked
 * @property {boolean} mayAnswer  this person is asked
 * @property {boolean} mayShare  hosts only: all have said yes
 * @property {"open" | "shared" | "dropped"} status
 * @property {boolean} arrived  hosts only: it is in the destination
 *
 * @typedef {object} OutcomeState
 * @property {string} outcome  id of the present text: `base` of an edit, and what an answer is about
 * @property {string} text
 * @property {boolean} ended
 * @property {Record<string, "yes" | "advice">} answers  seat → answer to the present text
 * @property {boolean} mayAnswer
 * @property {boolean} mayCopy  every party has said yes to the present text
 * @property {{entry: string, text: string}[]} unmerged  own texts that met a later one
 *
 * @typedef {object} Countdown
 * @property {number} endsAt  ms, this tab's clock
 * @property {number} seconds  its whole length
 *
 * @typedef {object} PendingPost  what someone asks to be posted in the joint session, while posts pass through the mediators
 * @property {string} channel  the private meeting
 * @property {string} entry
 * @property {string} seat
 * @property {string} name
 * @property {string} text
 * @property {"asked" | "posted" | "other_words"} decision
 * @property {string} note  the mediator's, with other_words
 *
 * @typedef {object} Course
 * @property {Stage | null} stage
 * @property {(Countdown & {seat: string | null, name: string}) | null} timer
 * @property {{seat: string, name: string} | null} floor
 * @property {{seat: string, name: string}[]} hands  in the order in which they went up
 * @property {boolean} handUp  one's own
 * @property {Countdown | null} pause
 * @property {boolean} screening
 * @property {boolean} privateWordAsked  one's own
 * @property {{channel: string, seat: string, name: string}[]} privateWords  hosts only: the queue
 * @property {PendingPost[]} pending  hosts: undecided, of everyone; members: one's own, with what was decided
 *
 * @typedef {object} MediationState  what RoomState holds beside the room itself
 * @property {Feature[]} features  what is switched on for this session
 * @property {boolean} mayHaveOutcome  hosts only: the office has switched it on
 * @property {RevealState | null} reveal
 * @property {RangeCheck[]} ranges
 * @property {Course} course
 * @property {boolean} pauseAsked  one's own
 * @property {{name: string, me: boolean}[]} closeWishes  hosts only: mediators who would close the session, and wait for another
 * @property {boolean} lastWord  a last private word is offered to this person; for hosts: to anyone
 * @property {{channel: string, seat: string, name: string}[]} pauses  hosts only: who needs a pause
 * @property {string[]} differently  entries that this person has asked to be put in other words
 * @property {{channel: string, seat: string, name: string, of: string, text: string}[]} otherWords  hosts only: what others have asked so
 * @property {import("./declarations.js").Declaration | null} ownDeclaration  of a mediator or interpreter
 * @property {(import("./declarations.js").Introduced & {accepted: boolean | null, mayAnswer: boolean})[]} introduced  a party's: whom it is asked to accept
 * @property {{seat: string, name: string, answers: {seat: string, name: string, role: string, isDeclared: boolean, accepted: boolean | null}[]}[]} acceptances  hosts only: of each party
 * @property {Record<CardList, string[]>} prepared  hosts only: titles that become cards when the joint session opens
 * @property {number | null} backAt  ms: when the mediators, who are away, mean to be back
 * @property {{told: boolean, given: boolean} | null} pledge  what this person is asked to promise again; for hosts, what all are asked
 */

/**
 * Actions beside those of room_state.js, told in the same way.
 *
 * @typedef {{action: "draftCard", channel: string, draft: string, list: CardList, title: string, description?: string, advantages?: string, disadvantages?: string, interests?: string[]}
 *   | {action: "dropDraft", channel: string, draft: string}
 *   | {action: "placeCard", channel: string, draft: string}
 *   | {action: "editCard", channel: string, card: string, field: CardField, value: string | string[], base: string}
 *   | {action: "moveCard", channel: string, card: string, column: string | null, before: string | null}
 *   | {action: "undoCard", channel: string, entry: string}
 *   | {action: "dropUnmerged", channel: string, entry: string}
 *   | {action: "mergeCards", channel: string, card: string, into: string}
 *   | {action: "groupCard", channel: string, card: string, group: string | null}
 *   | {action: "setColumns", channel: string, columns: {column: string, title: string}[]}
 *   | {action: "freezeBoard", channel: string, frozen: boolean}
 *   | {action: "editing", channel: string, card: string}
 *   | {action: "prepareCards", list: CardList, titles: string[]}
 *   | {action: "rate", option: string, value: Rating | null}
 *   | {action: "startReveal", options: string[]}
 *   | {action: "permit", option: string, permit: boolean}
 *   | {action: "announce"}
 *   | {action: "endReveal"}
 *   | {action: "askRange", title: string, measure: Measure, unit: string}
 *   | {action: "stateRange", check: string, least: number | string | null, most: number | string | null}
 *   | {action: "permitRange", check: string, permit: boolean}
 *   | {action: "announceRange", check: string}
 *   | {action: "endRange", check: string}
 *   | {action: "proposeConsent", channel: string, wording: string, destination: string, destinationTitle?: string, what: Consent["what"], asOption?: OptionParts | null, named?: boolean}
 *   | {action: "answerConsent", channel: string, consent: string, version: string, answer: "yes" | "no" | null}
 *   | {action: "rewordConsent", channel: string, consent: string, wording: string, asOption?: OptionParts | null}
 *   | {action: "shareConsent", channel: string, consent: string, version: string}
 *   | {action: "dropConsent", channel: string, consent: string}
 *   | {action: "openOutcome", text: string}
 *   | {action: "editOutcome", text: string, base: string}
 *   | {action: "answerOutcome", outcome: string, answer: "yes" | "advice" | null}
 *   | {action: "endOutcome"}
 *   | {action: "setStage", stage: Stage | null}
 *   | {action: "setTimer", seat: string | null, seconds: number | null}
 *   | {action: "setFloor", seat: string | null}
 *   | {action: "raiseHand"}
 *   | {action: "lowerHand", seat: string}
 *   | {action: "askPrivateWord", asked: boolean}
 *   | {action: "clearPrivateWord", channel: string}
 *   | {action: "startBreak", seconds: number | null}
 *   | {action: "hideMessage", channel: string, entry: string, hidden: boolean}
 *   | {action: "setScreening", on: boolean}
 *   | {action: "askToPost", text: string}
 *   | {action: "screen", channel: string, entry: string, decision: "posted" | "other_words", note?: string}
 *   | {action: "setFeatures", on: Feature[]}
 *   | {action: "askPledge", told: boolean}
 *   | {action: "tellBack", seconds: number | null}
 *   | {action: "pledge"}
 *   | {action: "needPause", needed: boolean}
 *   | {action: "askDifferently", of: string, asked: boolean}
 *   | {action: "settleDifferently", channel: string, of: string}
 *   | {action: "offerLastWord"}
 *   | {action: "declineLastWord"}
 *   | {action: "askCheckIn", channel: string}
 *   | {action: "checkIn", alone: boolean | null, where: string, number: string}
 *   | {action: "declare", something: boolean, words: string}
 *   | {action: "acceptPerson", seat: string, accepted: boolean | null}
 *   | {action: "tellCapture"}} MediationAction
 */

export {};
