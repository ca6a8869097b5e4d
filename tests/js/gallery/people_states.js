// Hand-made states of what belongs to roles: interpreters, declarations, who is accepted, muted writing. Never shipped.

const WORDS = {
  en: { interpreter: "Interpreter", observer: "Observer", declared: "I worked for the same office three years ago, in another section." },
  ar: { interpreter: "المترجمة", observer: "المراقب", declared: "عملت في المكتب نفسه قبل ثلاث سنوات، في قسم آخر." },
};
const TRANSLATED = { en: "عبء العمل أولاً، ثم كيف نتناقل التغييرات.", ar: "Workload first, then how we pass on changes." };

/** @param {"en" | "ar"} language @param {any} made the states' own ways of making things */
export function peopleStates(language, { room, channel, message, person, host, mediator, staff, manager, staffMeeting, managerMeeting, notes, seat, seats, texts }) {
  const w = WORDS[language];
  const interpreter = person("i", w.interpreter, "interpreter", null);
  const observer = person("o", w.observer, "observer", null);
  const me = (/** @type {string} */ id, people) => people.map((one) => ({ ...one, me: one.seat === id }));
  const everyone = [mediator, staff, manager, interpreter, observer];
  const translation = (mine = false) => ({ language: language === "en" ? "ar" : "en", name: w.interpreter, mine, text: TRANSLATED[language] });
  const joint = (/** @type {string} */ id, rest = {}) =>
    channel({ kind: "joint", people: me(id, everyone), awaits: true,
      messages: [
        message("1", "m", mediator.name, texts.one),
        message("2", "a", staff.name, texts.three, { mine: id === "a", translations: [translation(id === "i")] }),
        message("3", "b", manager.name, id === "a" ? "" : texts.two, { awaited: true, mine: id === "b", number: 3 }),
      ], ...rest });
  const meeting = (/** @type {any} */ who, rest = {}) => channel({ id: `p${who.seat}`, people: me(who.seat, [mediator, who]), meetingOf: who.seat, ...rest });
  const declared = { something: true, words: w.declared };
  const introduced = [
    { seat: "m", name: mediator.name, role: "mediator", declared: { something: false, words: "" }, accepted: true, mayAnswer: true },
    { seat: "i", name: w.interpreter, role: "interpreter", declared, accepted: null, mayAnswer: true },
    { seat: "o", name: w.observer, role: "observer", declared: null, accepted: false, mayAnswer: true },
  ];
  const answers = (/** @type {(boolean | null)[]} */ given) => introduced.map(({ seat: about, name, role }, at) => ({ seat: about, name, role, isDeclared: about !== "i" || given.length > 3, accepted: given[at] }));
  const acceptances = [
    { seat: "a", name: staff.name, answers: answers([true, null, false]) },
    { seat: "b", name: manager.name, answers: answers([true, true, true, true]) },
  ];
  const coming = { entry: "c1 i", number: 2, seat: "i", name: w.interpreter, came: true };
  const present = [...seats, seat({ ...interpreter, role: "interpreter" }, 4, { admitted: true, connected: true, name: w.interpreter })];
  const interpreted = { ...staffMeeting, people: [...staffMeeting.people, interpreter], interpreters: [coming] };

  return {
    translated: room({ me: { ...staff, me: true }, channels: [joint("a"), meeting(staff)] }),
    interpreting: room({ me: { ...interpreter, me: true }, channels: [joint("i", { interprets: true, mayWrite: false }), meeting(interpreter)], ownDeclaration: declared }),
    declaring: room({ me: { ...interpreter, me: true }, channels: [meeting(interpreter)] }),
    accepting: room({ me: { ...staff, me: true }, introduced, channels: [meeting(staff, { messages: [message("p1", "m", mediator.name, texts.one)] })] }),
    muted: room({ me: { ...staff, me: true }, channels: [joint("a", { muted: true, awaits: false, draft: texts.four, messages: [message("1", "m", mediator.name, texts.one)] }), meeting(staff)] }),
    acceptances: room({ ...host, ownDeclaration: declared, acceptances, seats: present, channels: [interpreted, managerMeeting, notes] }),
    interpreter_tools: room({ ...host, seats: present, channels: [managerMeeting, interpreted, notes] }),
  };
}
