// Moves an enrolment link's token from the address into the form, so that it stays out of the history.
// Must not send anything: the form does.

/** What the token states, unsealed: the server checks the seal. @param {string} token @returns {{kind: string, name: string} | null} */
function readToken(token) {
  try {
    const text = atob(token.split(".")[0].replaceAll("-", "+").replaceAll("_", "/"));
    const [kind, name] = JSON.parse(text);
    return { kind, name };
  } catch {
    return null;
  }
}

const tokenField = /** @type {HTMLInputElement} */ (document.getElementById("token"));
const nameField = /** @type {HTMLInputElement} */ (document.getElementById("name"));

const enrolment = /** @type {HTMLFormElement} */ (document.getElementById("enrolment"));
const noLink = document.getElementById("no-link"); // absent where an error is told already

if (location.hash.length > 1) {
  tokenField.value = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
}

enrolment.hidden = !tokenField.value;
if (noLink) noLink.hidden = !enrolment.hidden;

const stated = readToken(tokenField.value);
if (stated && stated.kind !== "first") {
  nameField.value = stated.name;
  nameField.readOnly = true;
}

// Opening a second link in the same tab changes the fragment alone, without loading the page.
addEventListener("hashchange", () => location.reload());
