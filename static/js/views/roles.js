// What the interface calls a person's role.
import { t } from "../words/text.js";

/** @param {string} role a Role, or a seat's kind */
export function roleName(role) {
  if (role === "mediator") return t("mediator");
  if (role === "host") return t("co-mediator");
  if (role === "support") return t("counsel or support person");
  if (role === "observer") return t("observer");
  if (role === "interpreter") return t("interpreter");
  return t("party");
}
