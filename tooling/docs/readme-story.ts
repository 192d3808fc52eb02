// What a browser does with the handler that the README mounts. Its imports are the files of the README's project.
import { GET, POST } from "./app/api/auth/[...all]/route";

const origin = "http://localhost:3000";
let cookie = "";

async function call(path: string, body?: object) {
  const headers = { cookie, origin, "content-type": "application/json", "x-forwarded-for": "192.0.2.1" };
  const url = `${origin}/api/auth${path}`;
  const request = new Request(url, body ? { method: "POST", headers, body: JSON.stringify(body) } : { headers });
  const response = await (body ? POST : GET)(request);
  const lines = response.headers.getSetCookie().map((line) => line.split(";")[0]);
  if (lines.length > 0) cookie = lines.join("; ");
  return response.json();
}

const person = { name: "Ada", email: "ada@example.com", password: "correct horse", nickname: "newcomer" };
await call("/sign-up/email", person);
console.log((await call("/get-session")).user.nickname);
await call("/sign-out", {});
console.log(await call("/get-session"));
await call("/sign-in/email", { email: person.email, password: person.password });
console.log((await call("/get-session")).user.email);
