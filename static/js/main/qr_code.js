// The part of a page that draws a link as a square code: loaded when one is asked for.
export { qrCode } from "../views/qr_code.js";
