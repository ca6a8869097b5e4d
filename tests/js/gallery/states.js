// Hand-made states of a room, to look at the views without a server. Never shipped.
import { NO_BOARD, NO_MEDIATION, mediationStates } from "./mediation_states.js";
import { peopleStates } from "./people_states.js";

const now = Date.now();

/** @param {string} seat @param {string} name @param {string} role @param {number | null} side @param {object} [rest] */
const person = (seat, name, role, side, rest = {}) => ({ seat, name, role, side, present: true, ...rest });

/** @param {string} entry @param {string} sender @param {string} name @param {string} text @param {object} [rest] */
const message = (entry, sender, name, text, rest = {}) => ({
  entry, sender, name, text, mine: false, hidden: false, awaited: false, translations: [], isShared: false, isRelayed: false, withdrawn: false, delivery: "sent", number: 1, arrivedAt: now - 200_000, ...rest,
});

const channel = (rest) => ({
  id: rest.kind, kind: "private", title: "", people: [], messages: [], unread: 0, draft: "", begun: {}, typing: [], held: false, hostAway: false,
  mayWrite: true, listens: false, interprets: false, muted: false, awaits: false, interpreters: [], settled: true, attendance: null, ready: {}, agree: {}, meetingOf: null, board: NO_BOARD, consents: [],
  announcements: [], outcome: null, own: null, checkIn: null, ...rest,
});

const room = (rest) => ({
  phase: "inside", online: true, isHost: false, me: null, words: [], hostPresent: true, endsAt: null, closingAt: null, channels: [],
  alarms: [], waiting: [], seats: [], shuttle: false, began: false, reference: null, mediation: "", ...NO_MEDIATION, ...rest,
});

const WORDS = {
  en: {
    mediator: "Mediator", staff: "Staff member", manager: "Manager", counsel: "Counsel",
    one: "We have one more option on the board. Please read it in your own time.",
    two: "I would like to hear what the review would look at.",
    three: "Workload first, then how we pass on changes.",
    four: "I could accept the new reporting line, if the first three months are reviewed together.",
    five: "Thank you. May I take that, in exactly these words, to the joint session?",
    note: "Ask about the handover before lunch.",
  },
  ar: {
    mediator: "الوسيطة", staff: "الموظفة", manager: "المدير", counsel: "المستشارة",
    one: "لدينا خيار آخر على اللوحة. اقرؤوه على مهل من فضلكم.",
    two: "أود أن أسمع ما الذي ستنظر فيه المراجعة.",
    three: "عبء العمل أولاً، ثم كيف نتناقل التغييرات.",
    four: "يمكنني قبول التسلسل الإداري الجديد إذا راجعنا الأشهر الثلاثة الأولى معاً.",
    five: "شكراً لك. هل لي أن أنقل ذلك، بهذه الكلمات تماماً، إلى الجلسة المشتركة؟",
    note: "السؤال عن التسليم قبل الغداء.",
  },
};

/** @param {"en" | "ar"} language */
export function states(language) {
  const w = WORDS[language];
  const mediator = person("m", w.mediator, "mediator", null);
  const staff = person("a", w.staff, "party", 0);
  const manager = person("b", w.manager, "party", 1);
  const counsel = person("c", w.counsel, "support", 0, { present: false });
  const everyone = [mediator, staff, manager, counsel];
  const me = (/** @type {string} */ seat, people = everyone) => people.map((one) => ({ ...one, me: one.seat === seat }));
  const spoken = [
    message("1", "m", w.mediator, w.one),
    message("2", "b", w.manager, w.two),
  ];
  const jointAs = (/** @type {string} */ seat) =>
    channel({ kind: "joint", people: me(seat), messages: [...spoken, message("3", "a", w.staff, w.three, { mine: seat === "a", arrivedAt: now })] });
  const privateParty = (rest = {}) =>
    channel({ id: "pa", people: me("a", [mediator, staff]), meetingOf: "a", messages: [message("p1", "m", w.mediator, w.five)], unread: 1, ...rest });
  const attendance = everyone.map(({ name, role, side }) => ({ seat: name, name, role, side }));

  const staffMeeting = channel({
    id: "pa", people: me("m", [mediator, staff]), meetingOf: "a",
    messages: [message("p2", "a", w.staff, w.four), message("p1", "m", w.mediator, w.five, { mine: true, arrivedAt: now, delivery: "sent" }),
      message("p3", "m", w.mediator, "", { mine: true, withdrawn: true }), message("p4", "m", w.mediator, w.one, { mine: true, delivery: "waiting" })],
    typing: [w.staff],
  });
  const managerMeeting = channel({ id: "pb", people: me("m", [mediator, manager]), meetingOf: "b", unread: 2 });
  const notes = channel({ kind: "notes", people: me("m", [mediator]), messages: [message("n", "m", w.mediator, w.note, { mine: true })] });
  const seat = (/** @type {any} */ one, n, rest = {}) => ({
    seat: one.seat, n, version: 1, kind: one.role, label: one.name, side: one.side, name: "", admitted: false, connected: false, compared: true,
    revoked: false, ready: null, agree: null, link: "https://rooms.example.org/join#abcdefghijklmnopqrstuv.abcdefghijklmnopqrstuv.1.abc", ...rest,
  });
  const seats = [
    seat(staff, 1, { admitted: true, connected: true, name: w.staff, label: "", ready: true, agree: true }),
    seat(manager, 2, { admitted: true, connected: true, name: w.manager, label: "", ready: false, compared: false }),
    seat(counsel, 3),
  ];
  const waiting = [
    { attempt: "w1", seat: "c", label: w.counsel, kind: "support", name: "Counsel of one side", language: "en", words: [840, 1955, 1077], secondDevice: false },
    { attempt: "w2", seat: "b", label: w.manager, kind: "party", name: "Manager of the other", language: "ar", words: [1492, 167, 391], secondDevice: true },
  ];
  const host = { isHost: true, me: { ...mediator, me: true }, mediation: "new", seats };
  const caucus = channel({ id: "cc", kind: "caucus", people: me("m", [mediator, staff, counsel]), title: "" });

  return {
    joint: room({ me: { ...staff, me: true }, channels: [jointAs("a"), privateParty()] }),
    ready: room({ me: { ...staff, me: true }, channels: [privateParty({ attendance, unread: 0, ready: { a: true } })] }),
    held: room({ me: { ...staff, me: true }, online: false, hostPresent: false, channels: [privateParty({ held: true, draft: w.four }), jointAs("a")] }),
    invited: room({ me: { ...staff, me: true }, channels: [privateParty({ unread: 0 })] }),
    lobby: room({ phase: "lobby", words: [840, 1955, 1077] }),
    not_open: room({ phase: "not_open" }),
    confirming: room({ phase: "confirming", words: [840, 1955, 1077], me: { ...staff, me: true }, channels: [jointAs("a")] }),
    removed: room({ phase: "removed" }),
    failed: room({ phase: "failed" }),
    anew: room({ phase: "connecting", isHost: true, restoring: true, mayOpenAnew: true }),
    mediator: room({ ...host, waiting, channels: [staffMeeting, managerMeeting, caucus, notes] }),
    opened: room({ ...host, began: true, reference: "7K3M-9QXT-2", seats, channels: [jointAs("m"), staffMeeting, managerMeeting, notes], alarms: [{ kind: "reported", channel: "pa" }] }),
    closing: room({ ...host, closingAt: now + 42_000, channels: [jointAs("m"), notes] }),
    ...mediationStates(language, { room, message, host, jointAs, privateParty, staffMeeting, managerMeeting, notes, staff, manager }),
    ...peopleStates(language, { room, channel, message, person, host, mediator, staff, manager, staffMeeting, managerMeeting, notes, seat, seats, texts: w }),
    alone: room({ ...host, channels: [notes], seats: seats.map((one) => ({ ...one, admitted: false, connected: false })) }),
  };
}
