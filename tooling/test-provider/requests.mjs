// What both providers do with requests.
import { makePerson } from "./people.mjs";

export async function readForm(request) {
  const chunks = await request.toArray();
  return new URLSearchParams(Buffer.concat(chunks).toString());
}

/** Whoever was chosen on the page, or typed in. */
export function chosenPerson(form, directory) {
  const known = directory.get(form.get("person"));
  if (known !== undefined) return known;
  const person = makePerson({
    name: form.get("name") ?? "Somebody",
    email: form.get("email") ?? undefined,
    emailVerified: form.get("verified") === "on",
  });
  directory.set(person.sub, person);
  return person;
}

export function sendPage(response, status, html) {
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'",
  };
  response.writeHead(status, headers).end(html);
}
