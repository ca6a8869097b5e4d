// What a session needs once somebody is in: desks, what is done at them, and how it all looks. As one, since a page may
// have it come after the waiting room (main/room_inside.js). Must not do anything itself.

import { BoardWork } from "./board_work.js";
import { ConsentWork } from "./consent_work.js";
import { CourseWork } from "./course_work.js";
import { DeclarationWork } from "./declaration_work.js";
import { Desk } from "./desk.js";
import { DistressWork } from "./distress_work.js";
import { isOwnId } from "./own_channels.js";
import { OwnWork } from "./own_work.js";
import { PledgeWork } from "./pledge_work.js";
import { RatingWork } from "./rating_work.js";
import { snapshot } from "./snapshot.js";
import { Speaking } from "./speaking.js";
import { TranslationWork } from "./translation_work.js";
import { reportAlarm, watchWording } from "./vigilance.js";

/** @typedef {typeof inside} Inside */

export const inside = {
  Desk,
  isOwnId,
  OwnWork,
  reportAlarm,
  watchWording,
  works: [Speaking, BoardWork, RatingWork, ConsentWork, CourseWork, DistressWork, PledgeWork, TranslationWork, DeclarationWork],
  snapshot,
};
