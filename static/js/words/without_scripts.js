// What a page says where no script runs. Read by static/build.mjs, which puts it into the static pages in every language;
// no page loads it.
import { t } from "./text.js";

export const WITHOUT_SCRIPTS = [
  () => t("This page needs JavaScript"),
  () => t("What it shows is encrypted, and is read in your own browser alone. Please allow scripts for this address and load the page again. If you cannot, tell whoever sent you here."),
];
