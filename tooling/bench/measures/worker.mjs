// One subject in a process of its own, so that nobody's garbage is another's pause. Told what to do over IPC.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ORIGIN } from "../subjects/better-auth.mjs";
import { subjects } from "../subjects/index.mjs";

const folder = mkdtempSync(join(tmpdir(), "bench-"));
const subject = await subjects[process.argv[2]](join(folder, "auth.db"));
const { cookie, cached } = subject;
const headers = new Headers({ cookie });
const url = (path) => `${ORIGIN}/api/auth/${path}`;

const works = {
  "get-session": async () => (await subject.handle(new Request(url("get-session"), { headers: { cookie } }))).text(),
  "api.getSession": () => subject.getSession(headers),
  "get-session, cached": async () =>
    (await cached.handle(new Request(url("get-session"), { headers: { cookie: cached.cookie } }))).text(),
  "without a cookie": async () => (await subject.handle(new Request(url("get-session")))).text(),
  "/ok": async () => (await subject.handle(new Request(url("ok")))).text(),
};

// What answers with an error is fast, and says nothing.
for (const { handle, cookie } of cached ? [subject, cached] : [subject]) {
  const answer = await handle(new Request(url("get-session"), { headers: { cookie } }));
  const text = await answer.text();
  if (answer.status !== 200 || !text.includes("user0@example.com")) {
    throw new Error(`${process.argv[2]} answered ${answer.status}: ${text}`);
  }
}

const tasks = {
  has: ({ work }) =>
    (work !== "api.getSession" || subject.getSession !== undefined) &&
    (!work.endsWith("cached") || cached !== undefined),
  /** Microseconds of a call: on the clock, and of the processor, which other programs disturb less. */
  async time({ work, ms }) {
    const start = performance.now();
    const before = process.cpuUsage();
    let calls = 0;
    while (performance.now() - start < ms) {
      for (let i = 0; i < 8; i++) await works[work]();
      calls += 8;
    }
    const { user, system } = process.cpuUsage(before);
    return { clock: ((performance.now() - start) * 1000) / calls, cpu: (user + system) / calls };
  },
  async bytes({ work }) {
    for (let i = 0; i < 500; i++) await works[work]();
    let least = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 7; round++) {
      globalThis.gc();
      const before = process.memoryUsage().heapUsed;
      for (let i = 0; i < 100; i++) await works[work]();
      const grown = process.memoryUsage().heapUsed - before;
      if (grown > 0) least = Math.min(least, grown / 100);
    }
    return least;
  },
};

process.on("message", async ({ task, ...settings }) => {
  if (task === "end") {
    await subject.close();
    rmSync(folder, { recursive: true, force: true });
    process.exit(0);
  }
  process.send({ result: await tasks[task](settings) });
});
process.send({ ready: true });
