/** Language code to its name in itself, its direction, and the URL of what this page says in it: written into each bundle by static/build.mjs. */
declare var CATALOGUES: Record<string, { name: string; direction: "ltr" | "rtl"; url: string }> | undefined;

/** What a page's words are asked for with before its script has come: main/first_words.js. */
declare var WORDS_AHEAD: { url: string; answer: Promise<Response> } | undefined;
