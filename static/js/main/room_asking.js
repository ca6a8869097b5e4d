// The part of a room's page in which something is asked and answered beside the conversation: loaded when it is.
export { checkInCard } from "../views/check_in.js";
export { consentCard } from "../views/consent_card.js";
export { consentForm } from "../views/consent_form.js";
export { declarationCard, declarationsPanel } from "../views/declarations.js";
export { ownCard } from "../views/own_card.js";
export { rareBanners } from "../views/rare_banners.js";
export { rangeCard } from "../views/range_check.js";
export { interpreting, translationsOf } from "../views/translations.js";
import "../views/readiness_card.js";
