/** Language code to the URL of its catalogue: written into each bundle by static/build.mjs. */
declare var CATALOGUES: Record<string, string> | undefined;
