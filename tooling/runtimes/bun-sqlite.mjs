// Runs in Bun: makes the tables in a file of bun:sqlite, signs somebody up, out and in, and says what it saw as JSON.
import { Database } from "bun:sqlite";
import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";

const [file] = process.argv.slice(2);
const origin = "http://localhost:3000";
const auth = betterAuth({
  baseURL: origin,
  secret: "a secret of more than thirty-two letters",
  database: new Database(file),
  emailAndPassword: { enabled: true },
  rateLimit: { enabled: true, storage: "database" },
});
await (await getMigrations(auth.options)).runMigrations();
const again = await getMigrations(auth.options);

const jar = new Map();
async function send(method, path, body) {
  const headers = {
    origin,
    "content-type": "application/json",
    cookie: [...jar].map((pair) => pair.join("=")).join("; "),
  };
  const request = new Request(`${origin}/api/auth${path}`, { method, headers, body: body && JSON.stringify(body) });
  const response = await auth.handler(request);
  for (const line of response.headers.getSetCookie()) {
    const [name, value] = line.split(";")[0].split("=");
    if (/max-age=0(;|$)/i.test(line)) jar.delete(name);
    else jar.set(name, value);
  }
  return { status: response.status, body: await response.json() };
}

const person = { email: "ada@example.com", password: "correct horse battery" };
const signUp = await send("POST", "/sign-up/email", { name: "Ada", ...person });
const session = await send("GET", "/get-session");
const signOut = await send("POST", "/sign-out", {});
const without = await send("GET", "/get-session");
const wrong = await send("POST", "/sign-in/email", { ...person, password: "another password" });
const signIn = await send("POST", "/sign-in/email", person);

const { adapter } = await auth.$context;
const write = (value) => ({ model: "verification", data: { identifier: "one", value, expiresAt: new Date(0) } });
await adapter.create(write("x"));
const where = [{ field: "identifier", value: "one" }];
const consumed = await Promise.all(
  Array.from({ length: 20 }, () => adapter.consumeOne({ model: "verification", where })),
);
const rolledBack = await adapter
  .transaction(async (trx) => {
    await trx.create(write("y"));
    throw new Error("no");
  })
  .catch(({ message }) => message);

console.log(
  JSON.stringify({
    bun: Bun.version,
    planned: again.toBeCreated.length + again.toBeAdded.length + again.toBeAddedIndexes.length,
    signUp: signUp.status,
    session: session.body.user.email,
    signOut: signOut.status,
    without: without.body,
    wrong: wrong.status,
    signIn: signIn.status,
    name: signIn.body.user.name,
    consumed: consumed.filter((row) => row !== null).length,
    rolledBack,
    left: await adapter.count({ model: "verification" }),
  }),
);
