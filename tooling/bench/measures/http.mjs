import { fork } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { tableOf } from "./side-by-side.mjs";

const callsOfSlice = 300;
const rounds = Number(process.env.BENCH_ROUNDS ?? 60);

/**
 * Time of one get-session over HTTP, one at a time on a connection that is kept, and the processor time of the server
 * alone. The listeners take turns in short slices, and the quietest slice of each counts.
 *
 * @param {readonly string[]} names of listeners; the first one is what the others' ratios are to
 * @returns {Promise<Record<string, Record<string, string>>>} a table: microseconds, and ratios
 */
export async function measureHttp(names) {
  const running = [];
  for (const name of names) running.push(await start(name));
  for (const { ask } of running) for (let i = 0; i < 10 * callsOfSlice; i++) await ask();
  for (let round = 0; round < rounds; round++) for (const listener of running) await measureSlice(listener);

  for (const { end } of running) end();
  return tableOf(running);
}

async function measureSlice({ ask, processorTime, slices }) {
  const before = await processorTime();
  const start = performance.now();
  for (let i = 0; i < callsOfSlice; i++) await ask();
  const clock = ((performance.now() - start) * 1000) / callsOfSlice;
  slices.push({ clock, processor: ((await processorTime()) - before) / callsOfSlice });
}

async function start(name) {
  const child = fork(new URL("./listener.mjs", import.meta.url), [name], {
    execArgv: ["--no-warnings"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  const [{ port, cookie }] = await once(child, "message");
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  const ask = await askerOn(socket, requestOf(cookie));
  return {
    name,
    ask,
    slices: [],
    async processorTime() {
      child.send({ task: "processor time" });
      const [{ user, system }] = await once(child, "message");
      return user + system;
    },
    end() {
      socket.destroy();
      child.send({ task: "end" });
    },
  };
}

/** What a page of a browser sends. */
const requestOf = (cookie) =>
  [
    "GET /api/auth/get-session HTTP/1.1",
    "host: localhost:3000",
    "accept: */*",
    "accept-language: en",
    "user-agent: Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0",
    "sec-fetch-mode: cors",
    "sec-fetch-site: same-origin",
    `cookie: ${cookie}`,
    "\r\n",
  ].join("\r\n");

/** A client that does no more than it must: HTTP clients cost more than what is measured here. */
async function askerOn(socket, text) {
  await once(socket, "connect");
  let reply = "";
  let answered = () => {};
  socket.on("data", (chunk) => {
    reply += chunk.toString("latin1");
    if (!isComplete(reply)) return;
    if (!reply.startsWith("HTTP/1.1 200") || !reply.includes("user0@example.com")) throw new Error(reply);
    reply = "";
    answered();
  });
  return () =>
    new Promise((resolve) => {
      answered = resolve;
      socket.write(text);
    });
}

function isComplete(reply) {
  const end = reply.indexOf("\r\n\r\n");
  if (end < 0) return false;
  const length = /^content-length: (\d+)/im.exec(reply.slice(0, end))?.[1];
  return length === undefined ? reply.endsWith("\r\n0\r\n\r\n") : reply.length >= end + 4 + Number(length);
}
