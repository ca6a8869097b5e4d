// Hand-made states of boards, ratings, consents and the course of a session. Never shipped.

export const NO_BOARD = { frozen: false, mayChange: true, full: false, issues: [], interests: [], columns: emptyColumns(), drafts: [], conflicts: [] };
export const NO_MEDIATION = {
  features: [], mayHaveOutcome: false, reveal: null, ranges: [], prepared: { issues: [], interests: [], options: [] },
  backAt: null, pledge: null, pauseAsked: false, lastWord: false, differently: [], closeWishes: [], pauses: [], otherWords: [],
  ownDeclaration: null, introduced: [], acceptances: [],
  course: { stage: null, timer: null, floor: null, hands: [], handUp: false, pause: null, screening: false, privateWordAsked: false, privateWords: [], pending: [] },
};

function emptyColumns() {
  return ["proposed", "exploring", "could_work", "set_aside"].map((column) => ({ column, title: "", cards: [] }));
}

const TEXTS = {
  en: {
    issues: ["Reporting line", "Workload and how changes are passed on", "Leave requests"],
    interests: ["Predictability", "Being heard before decisions", "A team that works"],
    options: ["New reporting line", "Joint review after three months", "Written guidance on leave requests", "Transfer to another unit"],
    description: "The staff member reports to the head of section for a trial period.",
    plus: "Clear who decides\nFewer meetings", minus: "The head of section has less time",
    wording: "A new reporting line, with a joint review after three months.", other: "A new reporting line, reviewed after three months.",
    group: "Who reports to whom", range: "A date for the review", unit: "", draft: "A mentor from another section", note: "Could you say what you need, without the reasons?",
    outcome: "1. A new reporting line from 1 January.\n2. A joint review after three months.",
  },
  ar: {
    issues: ["التسلسل الإداري", "عبء العمل وكيف تُنقل التغييرات", "طلبات الإجازة"],
    interests: ["إمكان التوقع", "أن يُستمع إلينا قبل القرارات", "فريق يعمل"],
    options: ["تسلسل إداري جديد", "مراجعة مشتركة بعد ثلاثة أشهر", "إرشادات مكتوبة لطلبات الإجازة", "نقل إلى وحدة أخرى"],
    description: "تتبع الموظفة رئيس القسم لفترة تجريبية.",
    plus: "وضوح من يقرر\nاجتماعات أقل", minus: "وقت رئيس القسم أقل",
    wording: "تسلسل إداري جديد مع مراجعة مشتركة بعد ثلاثة أشهر.", other: "تسلسل إداري جديد يُراجع بعد ثلاثة أشهر.",
    group: "من يتبع من", range: "موعد للمراجعة", unit: "", draft: "مرشد من قسم آخر", note: "هل يمكنك قول ما تحتاجين إليه دون الأسباب؟",
    outcome: "١. تسلسل إداري جديد من أول يناير.\n٢. مراجعة مشتركة بعد ثلاثة أشهر.",
  },
};

const card = (id, list, title, rest = {}) => ({
  card: id, list, title, description: "", advantages: "", disadvantages: "", interests: [], column: null, group: null, merged: [], beingEdited: false,
  isOnItsWay: false, bases: { title: id, description: id, advantages: id, disadvantages: id, interests: id }, undo: null, rating: null,
  ratingIsOfEarlierText: false, ratingFrozen: false, announced: false, matrix: [], ...rest,
});

/** @param {"en" | "ar"} language @param {any} people */
export function mediationStates(language, { room, message, host, jointAs, privateParty, staffMeeting, managerMeeting, notes, staff, manager }) {
  const w = TEXTS[language];
  const rating = (one, side, value, rest = {}) => ({ side, names: one.name, value, isOfEarlierText: false, changedLately: false, permits: null, ...rest });
  const filled = (rest = {}, with_ = () => ({})) => ({
    ...NO_BOARD,
    issues: w.issues.map((title, n) => card(`is${n}`, "issues", title)),
    interests: w.interests.map((title, n) => card(`in${n}`, "interests", title)),
    columns: [
      { column: "proposed", title: "", cards: [] },
      { column: "exploring", title: "", cards: [
        card("o0", "options", w.options[0], { column: "exploring", description: w.description, advantages: w.plus, disadvantages: w.minus, interests: ["in0", "in1"], ...with_(0) }),
        card("o1", "options", w.options[1], { column: "exploring", advantages: w.plus, interests: ["in0"], beingEdited: true, ...with_(1) })] },
      { column: "could_work", title: "", cards: [card("o2", "options", w.options[2], { column: "could_work", advantages: w.minus, disadvantages: w.minus, ...with_(2) })] },
      { column: "set_aside", title: "", cards: [card("o3", "options", w.options[3], { column: "set_aside", ...with_(3) })] },
    ],
    ...rest,
  });
  const matrix = (n) => ({ matrix: [
    [rating(staff, 0, "acceptable"), rating(manager, 1, "with_changes", { changedLately: true })],
    [rating(staff, 0, null, { setAside: true }), rating(manager, 1, null)],
    [rating(staff, 0, "preferred"), rating(manager, 1, "acceptable", { isOfEarlierText: true })],
    [rating(staff, 0, "not_acceptable"), rating(manager, 1, null)]][n] });
  const draft = { draft: "d1", list: "options", title: w.draft, description: "", advantages: "", disadvantages: "", interests: [] };
  const seenBy = (seat, board, rest = {}) => ({ ...jointAs(seat), board, ...rest });
  const party = { me: { ...staff, me: true } };
  const consent = (rest = {}) => ({
    consent: "c1", version: "c1", mine: false, wording: w.wording, destination: "joint", destinationTitle: "", what: "text", asOption: null, named: false, earlier: [],
    answers: [{ seat: "a", name: staff.name, answer: null }], mayAnswer: false, mayShare: false, status: "open", arrived: false, ...rest,
  });
  const all = ["ratings", "ranges", "stages", "timer", "hands", "floor", "private_words", "breaks", "screening"];
  const course = { ...NO_MEDIATION.course, stage: "options", timer: { endsAt: Date.now() + 151_000, seconds: 180, seat: "b", name: manager.name }, floor: { seat: "b", name: manager.name }, hands: [{ seat: "c", name: staff.name }] };
  const range = (rest = {}) => ({ check: "r1", title: w.range, measure: "date", unit: "", ended: false, least: null, most: null, permit: null, sides: [], overlaps: null, mayAnnounce: false, announced: false, ...rest });
  const sidesOf = (stated) => [{ side: 0, names: staff.name, stated, permits: true }, { side: 1, names: manager.name, stated, permits: true }];
  const begun = { began: true, reference: "7K3M-9QXT-2" };
  const many = filled({ columns: emptyColumns().map((column, n) => ({ ...column,
    cards: Array.from({ length: 75 }, (_, k) => card(`m${n}-${k}`, "options", `${w.options[k % 4]} ${n * 75 + k + 1}`, { column: column.column, advantages: w.plus, disadvantages: w.minus, interests: ["in0"] })) })) });

  return {
    board: room({ ...party, channels: [seenBy("a", filled({ drafts: [draft] }, (n) => (n === 0 ? { undo: "o0" } : {}))), privateParty({ unread: 0 })] }),
    board_empty: room({ ...party, channels: [seenBy("a", NO_BOARD), privateParty({ unread: 0 })] }),
    board_frozen: room({ ...party, channels: [seenBy("a", filled({ frozen: true, mayChange: false })), privateParty({ unread: 0 })] }),
    board_conflict: room({ ...party, channels: [seenBy("a", filled({ conflicts: [{ entry: "e1", card: "o0", field: "description", mine: w.wording, theirs: w.description }] })), privateParty({ unread: 0 })] }),
    board_many: room({ ...party, channels: [seenBy("a", many), privateParty({ unread: 0 })] }),
    board_host: room({ ...host, ...begun, features: ["ratings"], channels: [seenBy("m", filled({}, (n) => ({ ...matrix(n), ...(n < 2 ? { group: w.group } : {}) }))), staffMeeting, managerMeeting, notes] }),
    board_meeting: room({ ...host, ...begun, features: ["ratings"], channels: [seenBy("m", filled({}, matrix)), staffMeeting, managerMeeting, notes] }),
    board_preparing: room({ ...host, prepared: { issues: w.issues, interests: [], options: [] }, channels: [staffMeeting, managerMeeting, notes] }),
    rated: room({ ...party, features: ["ratings"], channels: [seenBy("a", filled({}, (n) => [{ rating: "acceptable" }, { ratingSetAside: true }, { rating: "preferred", ratingIsOfEarlierText: true }, { rating: "not_acceptable" }][n])), privateParty({ unread: 0 })] }),
    reveal_party: room({ ...party, features: ["ratings"], reveal: { batch: "b", options: ["o0", "o2"], permits: { o0: true }, qualifying: [] }, channels: [seenBy("a", filled({}, () => ({ rating: "acceptable", ratingFrozen: true })), { announcements: [{ kind: "options", entry: "an", number: 1, titles: [w.options[1]] }] }), privateParty({ unread: 0 })] }),
    reveal_host: room({ ...host, ...begun, features: ["ratings"], reveal: { batch: "b", options: ["o0", "o2"], permits: {}, qualifying: ["o2"] }, channels: [seenBy("m", filled({}, (n) => ({ ...matrix(n), ratingFrozen: n === 0 || n === 2 }))), staffMeeting, managerMeeting, notes] }),
    range_party: room({ ...party, features: ["ranges"], ranges: [range(), range({ check: "r2", measure: "sum", title: w.options[0], unit: "USD", least: 1200, most: 1500.5, permit: true })], channels: [privateParty({ unread: 0 }), seenBy("a", filled())] }),
    tools: room({ ...host, ...begun, features: all, mayHaveOutcome: true, ranges: [range({ sides: sidesOf(true), overlaps: true, mayAnnounce: true })], channels: [seenBy("m", filled()), staffMeeting, managerMeeting, notes], course: { ...course, screening: true, privateWords: [{ channel: "pa", seat: "a", name: staff.name }], pending: [{ channel: "pb", entry: "e", seat: "b", name: manager.name, text: w.other, decision: "asked", note: "" }] } }),
    tools_off: room({ ...host, ...begun, channels: [seenBy("m", filled()), staffMeeting, managerMeeting, notes] }),
    course_party: room({ ...party, features: all, course: { ...course, pending: [{ channel: "pa", entry: "e", seat: "a", name: staff.name, text: w.other, decision: "other_words", note: w.note }], screening: true }, channels: [seenBy("a", filled(), { messages: [...jointAs("a").messages, message("h", "b", manager.name, "", { hidden: true }), message("s", "m", "", w.wording, { isShared: true })] }), privateParty({ unread: 0 })] }),
    break: room({ ...party, features: all, course: { ...course, timer: null, pause: { endsAt: Date.now() + 250_000, seconds: 600 } }, channels: [seenBy("a", filled()), privateParty({ unread: 0 })] }),
    outcome: room({ ...party, features: ["outcome"], channels: [seenBy("a", filled(), { outcome: { outcome: "x", text: w.outcome, ended: false, answers: { b: "yes", a: "yes" }, mayAnswer: true, mayCopy: true, unmerged: [] } }), privateParty({ unread: 0 })] }),
    outcome_host: room({ ...host, ...begun, features: ["outcome"], mayHaveOutcome: true, channels: [seenBy("m", filled()), notes] }),
    consent_party: room({ ...party, channels: [seenBy("a", filled()), privateParty({ unread: 0, consents: [consent({ mayAnswer: true })] })] }),
    consent_host: room({ ...host, ...begun, channels: [seenBy("m", filled()), { ...staffMeeting, typing: [], consents: [consent({ mayShare: true, answers: [{ seat: "a", name: staff.name, answer: "yes" }] }), consent({ consent: "c2", status: "shared", arrived: true })] }, managerMeeting, notes] }),
  };
}
