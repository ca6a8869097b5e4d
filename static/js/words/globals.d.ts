/** Language code to its name in itself, its direction, and the URL of what this page says in it: written into each bundle by static/build.mjs. */
declare var CATALOGUES: Record<string, { name: string; direction: "ltr" | "rtl"; url: string }> | undefined;
