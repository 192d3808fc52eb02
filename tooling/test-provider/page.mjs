// The page that asks who somebody is, and whether the application may know.

const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escapeHTML = (text) => text.replace(/[&<>"']/g, (character) => escapes[character]);

const style = `
:root{color-scheme:light dark;--page:light-dark(#eef1f0,#101413);--card:light-dark(#fff,#191f1d);--text:light-dark(#17201d,#e8efec);
--muted:light-dark(#55625d,#a1b0aa);--edge:light-dark(#7d8a85,#6d7a75);--accent:light-dark(#0b6b57,#7fd8c0);--on-accent:light-dark(#fff,#06241d)}
*{box-sizing:border-box}
body{margin:0;min-height:100dvh;padding:1.5rem 1.25rem;display:grid;place-content:center;grid-template-columns:minmax(0,27rem);
background:var(--page);color:var(--text);font:1rem/1.55 system-ui,sans-serif}
main{display:grid;gap:1.1rem;padding:clamp(1.25rem,5vw,2rem);border-radius:6px;border-top:5px solid var(--accent);background:var(--card)}
h1,p{margin:0;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.2}
form,fieldset{display:grid;gap:.75rem;margin:0;padding:0;border:0;min-width:0}
button,input{font:inherit;color:inherit}
button{min-height:2.75rem;padding:.5rem 1rem;border:1px solid var(--edge);border-radius:6px;background:none;cursor:pointer}
button.person{text-align:left}
button.person small{display:block}
button.main{border-color:transparent;background:var(--accent);color:var(--on-accent);font-weight:600}
button:hover{text-decoration:underline}
label:has(input:not([type=checkbox])){display:grid;gap:.3rem}
input:not([type=checkbox]){width:100%;min-height:2.75rem;padding:.4rem .7rem;border:1px solid var(--edge);border-radius:6px;background:none}
input[type=checkbox]{width:1.2rem;height:1.2rem;margin:0 .5rem 0 0;vertical-align:-.2rem;accent-color:var(--accent)}
small,.hint{color:var(--muted);font-size:.9rem;overflow-wrap:anywhere}
summary{padding-block:.6rem;color:var(--accent);cursor:pointer}
details[open] summary{margin-bottom:.4rem}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}`;

function layout(title, content) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${escapeHTML(title)} · Test provider</title>
<style>${style}</style>
</head>
<body><main>
${content}
</main></body>
</html>`;
}

function addressOf({ email, emailVerified }) {
  if (email === undefined) return "keeps the address secret";
  return emailVerified ? email : `${email} · not verified`;
}

/**
 * @param {{ application: string, people: import("./people.mjs").Person[] }} asked
 * @returns {string} HTML whose form goes to its own address, with `person`, or `name`, `email` and `verified`, or `refuse`
 */
export function choicePage({ application, people }) {
  const choices = people.map(
    (person) => `<button class="person" name="person" value="${person.sub}">${escapeHTML(person.name)}
<small>${escapeHTML(addressOf(person))}</small></button>`,
  );
  return layout(
    "Sign in",
    `<h1>Who are you?</h1>
<p>${escapeHTML(application)} asks for your name and your address. Choose who you want to be: this is a test provider, on
your own machine, and takes everybody's word.</p>
<form method="post">
${choices.join("\n")}
</form>
<details>
<summary>Somebody else</summary>
<form method="post">
<label>Name <input name="name" autocomplete="off" required></label>
<label>E-mail <input name="email" type="email" autocomplete="off" aria-describedby="none"></label>
<p class="hint" id="none">Leave it empty to keep it secret.</p>
<label><input type="checkbox" name="verified" checked>The address is verified</label>
<button class="main">Continue</button>
</form>
</details>
<form method="post"><button name="refuse" value="yes">No, go back</button></form>`,
  );
}

/** @returns {string} HTML for what cannot be gone on with, such as a page that was left open too long */
export function problemPage({ code, description }) {
  const said = [code, description].filter(Boolean).join(": ");
  return layout(
    "Error",
    `<h1>This sign-in cannot go on</h1>
<p>Go back to the application and begin again.</p>
<p class="hint">${escapeHTML(said)}</p>`,
  );
}
