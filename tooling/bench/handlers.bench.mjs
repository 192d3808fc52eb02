// What frameworks' handlers add to the instance's own, and what our ways to read a session add to a call of it.
import { measureHttp } from "./measures/http.mjs";
import { measureSideBySide } from "./measures/side-by-side.mjs";
import { makeBetterAuth, ORIGIN } from "./subjects/better-auth.mjs";
import { listeners, mounts, readers } from "./subjects/handlers.mjs";

const { auth, cookie, close } = await makeBetterAuth("better-auth", { file: ":memory:" });

/** Calls of get-session, each proved to be answered. */
async function callsOf(made) {
  const calls = {};
  for (const [name, make] of Object.entries(made)) {
    const handle = make(auth);
    calls[name] = async () => {
      const answer = await handle(new Request(`${ORIGIN}/api/auth/get-session`, { headers: { cookie } }));
      return answer.text();
    };
    const text = await calls[name]();
    if (!text.includes("user0@example.com")) throw new Error(`${name} answered ${text}`);
  }
  return calls;
}

for (const [name, made] of Object.entries({ "get-session": mounts, ...readers })) {
  console.log(name);
  console.table(await measureSideBySide(await callsOf(made)));
}
close();
console.log("get-session over HTTP");
console.table(await measureHttp(Object.keys(listeners)));
process.exit(0);
