// A joint session of a mediator and two parties, with the verbs of a board's stories.

import { openRoomOfTwo } from "./room_of_people.js";

export async function openJointSession(t, options) {
  const opened = await openRoomOfTwo(options);
  t.after(opened.stop);
  const { mediator, oak, elm } = opened;
  await mediator.do("openJoint");
  for (const one of [mediator, oak, elm]) await one.until(() => one.channel("joint")?.settled && one.channel("joint").people.length === 3);
  return opened;
}

export const board = (person, kind = "joint") => person.channel(kind).board;
export const options = (person) => board(person).columns.flatMap(({ cards }) => cards);
export const optionOf = (person, title) => options(person).find((card) => card.title === title);

export const draft = (person, name, title, rest = {}) =>
  person.do("draftCard", { channel: person.channel("joint").id, draft: name, list: "options", title, ...rest });
export const place = (person, name) => person.do("placeCard", { channel: person.channel("joint").id, draft: name });

/** @returns {Promise<string>} the id of an option that everyone sees */
export async function placed({ mediator, oak, elm }, title) {
  await draft(oak, title, title);
  await place(oak, title);
  for (const one of [mediator, oak, elm]) await one.until(() => optionOf(one, title) && !optionOf(one, title).isOnItsWay);
  return optionOf(oak, title).card;
}
