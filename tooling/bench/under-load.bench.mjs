// Whether a session check waits behind password hashes, and whether sign-ups wait for each other.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median } from "./measures/processes.mjs";
import { makeBetterAuth, ORIGIN, PASSWORD, request } from "./subjects/better-auth.mjs";

const folder = mkdtempSync(join(tmpdir(), "bench-"));
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const table = {};

for (const [name, specifier] of [
  ["ours", "better-auth"],
  ["reference", "better-auth-reference"],
]) {
  const subject = await makeBetterAuth(specifier, { file: join(folder, `${name}.db`) });
  const getSession = async () =>
    (
      await subject.handle(new Request(`${ORIGIN}/api/auth/get-session`, { headers: { cookie: subject.cookie } }))
    ).text();
  const probe = async (ms) => {
    const times = [];
    const end = performance.now() + ms;
    while (performance.now() < end) {
      const start = performance.now();
      await getSession();
      times.push(performance.now() - start);
      await sleep(20);
    }
    return median(times);
  };
  for (let i = 0; i < 300; i++) await getSession();
  const idle = await probe(1500);
  let stop = false;
  const signIns = Array.from({ length: 32 }, async () => {
    while (!stop) await subject.handle(request("/sign-in/email", { email: "user0@example.com", password: PASSWORD }));
  });
  const busy = await probe(4000);
  stop = true;
  await Promise.all(signIns);
  subject.close();

  const slow = {
    async hash(password) {
      await sleep(100);
      return `h:${password}`;
    },
    async verify({ hash, password }) {
      await sleep(100);
      return hash === `h:${password}`;
    },
  };
  const other = await makeBetterAuth(specifier, {
    file: join(folder, `${name}-slow.db`),
    options: { emailAndPassword: { enabled: true, password: slow } },
  });
  const thirtyTwo = async (work) => {
    const start = performance.now();
    await Promise.all(Array.from({ length: 32 }, (_, index) => work(index)));
    return performance.now() - start;
  };
  const signIn = await thirtyTwo(() =>
    other.handle(request("/sign-in/email", { email: "user0@example.com", password: PASSWORD })),
  );
  const signUp = await thirtyTwo((i) =>
    other.handle(request("/sign-up/email", { email: `u${i}@example.com`, password: PASSWORD, name: "x" })),
  );
  other.close();

  table[name] = {
    "get-session p50, idle": `${idle.toFixed(2)} ms`,
    "p50 while 32 sign-ins hash": `${busy.toFixed(2)} ms (${(busy / idle).toFixed(1)}×)`,
    "32 sign-ins, hash of 100 ms": `${signIn.toFixed(0)} ms`,
    "32 sign-ups": `${signUp.toFixed(0)} ms (${(signUp / signIn).toFixed(2)}×)`,
  };
}
rmSync(folder, { recursive: true, force: true });
console.table(table);
process.exit(0);
