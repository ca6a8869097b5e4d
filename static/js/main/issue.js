// The preview of a certificate: has the PDF made and saved, and only then reminds what is due to all parties.
// Must not keep anything of it, nor tell anybody that it was made.

const LONGEST_SAVING_MS = 60_000; // Firefox saves nothing that was revoked at once
const form = /** @type {HTMLFormElement} */ (document.getElementById("issue"));
const button = /** @type {HTMLButtonElement} */ (form.querySelector("button"));
const notMade = /** @type {HTMLElement} */ (document.getElementById("not-made"));
const reminder = /** @type {HTMLElement} */ (document.getElementById("issued"));

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  button.disabled = true;
  const fields = new URLSearchParams(/** @type {[string, string][]} */ ([...new FormData(form)]));
  const answer = await fetch(form.action, { method: "POST", body: fields }).catch(() => null);
  button.disabled = false;
  if (answer?.headers.get("Content-Type") !== "application/pdf") return form.submit(); // what is wrong is told by a page
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = form.dataset.file ?? "";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), LONGEST_SAVING_MS);
  notMade.hidden = true;
  reminder.hidden = false;
  reminder.focus();
});
