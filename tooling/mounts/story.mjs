// What every server has to do with an instance that is mounted on it, over HTTP.
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/**
 * A server that is running: the handler at `/api/auth`, and `/me` by its own means.
 * @typedef {object} Server
 * @property {string} origin
 * @property {() => string} output what it has written
 * @property {() => Promise<void>} stop
 */

const ada = { name: "Ada", nickname: "Countess", email: "ada@example.com", password: "correct horse battery" };
const both = ["better-auth.session_token", "better-auth.session_data"];

const cookieNames = (answer) => answer.headers.getSetCookie().map((line) => line.split("=")[0]);
const jarOf = (answer) => answer.headers.getSetCookie().map((line) => line.split(";")[0]);

/**
 * @param {string} name
 * @param {() => Promise<Server>} start
 * @param {(visit: { post: Function, get: Function, cookie: () => string }) => void} [tellMore] tests of what this server has besides
 */
export function tellStory(name, start, tellMore) {
  describe(name, () => {
    /** @type {Server} */
    let server;
    /** @type {Response} */
    let signedUp;

    const get = (path, headers = {}) => fetch(server.origin + path, { headers });
    const post = (path, body, headers = {}) =>
      fetch(server.origin + path, {
        method: "POST",
        headers: { "content-type": "application/json", origin: server.origin, ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
      });
    const me = async (headers) => {
      const answer = await get("/me", headers);
      return { person: await answer.json(), setCookies: cookieNames(answer) };
    };

    beforeAll(async () => {
      server = await start();
      signedUp = await post("/api/auth/sign-up/email", ada);
    }, 60_000);
    afterAll(() => server?.stop());

    it("signs somebody up, with a Set-Cookie line for each cookie", async () => {
      expect(signedUp.status).toBe(200);
      expect((await signedUp.clone().json()).user).toMatchObject({ name: "Ada", nickname: "Countess" });
      expect(cookieNames(signedUp)).toEqual(both);
    });

    it("tells who that is, by the cookies", async () => {
      const session = await get("/api/auth/get-session", { cookie: jarOf(signedUp).join("; ") });
      expect((await session.json()).user.email).toBe(ada.email);
      expect(await (await get("/api/auth/get-session")).json()).toBeNull();
    });

    it("knows them in a route of its own, and passes on what reading the session has to tell", async () => {
      const [token] = jarOf(signedUp);
      expect(await me({ cookie: token })).toEqual({
        person: { name: "Ada", nickname: "Countess" },
        setCookies: both,
      });
      expect(await me({})).toEqual({ person: null, setCookies: [] });
    });

    it("ends a session", async () => {
      const signedIn = await post("/api/auth/sign-in/email", { email: ada.email, password: ada.password });
      const [token] = jarOf(signedIn);
      expect((await me({ cookie: token })).person).not.toBeNull();
      const signedOut = await post("/api/auth/sign-out", {}, { cookie: token });
      expect(signedOut.status).toBe(200);
      expect(signedOut.headers.getSetCookie().filter((line) => /max-age=0/i.test(line)).length).toBeGreaterThan(1);
      expect((await me({ cookie: token })).person).toBeNull();
    });

    it("refuses JSON that is none", async () => {
      expect((await post("/api/auth/sign-in/email", "{")).status).toBe(400);
    });

    it("has no other routes", async () => {
      expect((await get("/api/auth/nothing")).status).toBe(404);
    });

    it("answers HEAD without a body", async () => {
      const answer = await fetch(`${server.origin}/api/auth/ok`, { method: "HEAD" });
      expect([answer.status, await answer.text()]).toEqual([200, ""]);
    });

    it("refuses a body that is larger than any of ours", async () => {
      expect(await statusOfLargeBody(server.origin)).toBe(413);
    });

    it("outlives clients that go away", async () => {
      const head = (path, length) =>
        `POST ${path} HTTP/1.1\r\nhost: ${new URL(server.origin).host}\r\norigin: ${server.origin}\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`;
      const credentials = JSON.stringify({ email: ada.email, password: ada.password });
      // In the middle of a body, and while the password is hashed.
      await sendAndLeave(server.origin, `${head("/api/auth/sign-in/email", 1000)}{"email":`);
      await sendAndLeave(server.origin, head("/api/auth/sign-in/email", credentials.length) + credentials);
      expect((await get("/api/auth/ok")).status).toBe(200);
      expect(server.output()).not.toMatch(/\[Better Auth\]|unhandled|uncaught/i);
    });

    tellMore?.({ post, get, cookie: () => jarOf(signedUp).join("; ") });
  });
}

function open(origin) {
  const socket = connect(Number(new URL(origin).port), "127.0.0.1");
  socket.on("error", () => {}); // it is broken on purpose, or by a server that has heard enough
  return socket;
}

async function sendAndLeave(origin, text) {
  const socket = open(origin);
  socket.write(text);
  await sleep(50);
  socket.destroy();
  await sleep(50);
}

/** Sends up to 2 MiB, little by little, so that an answer in between is heard. */
async function statusOfLargeBody(origin) {
  const socket = open(origin);
  let reply = "";
  socket.on("data", (chunk) => {
    reply += chunk;
  });
  socket.write(
    `POST /api/auth/sign-in/email HTTP/1.1\r\nhost: ${new URL(origin).host}\r\norigin: ${origin}\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`,
  );
  const chunk = `10000\r\n${"x".repeat(65_536)}\r\n`;
  for (let sent = 0; sent < 32 && reply === ""; sent += 1) {
    socket.write(chunk);
    await sleep(5);
  }
  if (reply === "") socket.write("0\r\n\r\n");
  for (let waited = 0; waited < 200 && reply === ""; waited += 1) await sleep(20);
  socket.destroy();
  return Number(/^HTTP\/1\.1 (\d+)/.exec(reply)?.[1]);
}
