// Finds the attached statement in a PDF, in this page: nothing of the file is sent. Loaded when a file is chosen.
// Draws nothing of the PDF and runs nothing in it; must not judge what it finds.
import { getDocument, VerbosityLevel } from "pdfjs-dist";
import "pdfjs-dist/build/pdf.worker.mjs"; // it reads in this thread: a worker's address would have to be trusted too

const ATTACHMENT = "certificate.json";

/** @param {Uint8Array} file @returns {Promise<Uint8Array[]>} every attachment of that name; rejects when it is no PDF */
export async function sealedInPdf(file) {
  const task = getDocument({ data: file, verbosity: VerbosityLevel.ERRORS, disableFontFace: true, enableXfa: false, useSystemFonts: false });
  try {
    const pdf = await task.promise;
    const named = [...((await pdf.getAttachments()) ?? [])].filter(([, { filename }]) => filename === ATTACHMENT);
    const contents = await Promise.all(named.map(([id]) => pdf.getAttachmentContent(id)));
    return contents.map((content) => content ?? new Uint8Array());
  } finally {
    await task.destroy();
  }
}
