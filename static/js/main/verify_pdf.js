// The part of /verify that reads PDF files: large, so it is loaded when a file is chosen.
export { sealedInPdf } from "../verify/pdf_reader.js";
