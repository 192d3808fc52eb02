import { once } from "node:events";
import * as http from "node:http";
import * as http2 from "node:http2";
import * as net from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import type { NodeRequest, NodeResponse } from "./index";
import { toNodeHandler } from "./index";

type Listener = (request: NodeRequest, response: NodeResponse) => unknown;

const ends: (() => unknown)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

async function portOf(server: net.Server): Promise<number> {
  ends.push(() => server.close());
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as net.AddressInfo).port;
}

/** Sends a request, with the beginning of a body, to a server of HTTP/1.1. Gives back what hangs up. */
async function startHttp1(listener: Listener): Promise<() => void> {
  const port = await portOf(http.createServer((request, response) => void listener(request, response)));
  const socket = net.connect(port, "127.0.0.1");
  socket.on("error", () => {});
  socket.write("POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\nabc");
  return () => socket.destroy();
}

/** The same over HTTP/2. */
async function startHttp2(listener: Listener): Promise<() => void> {
  const port = await portOf(http2.createServer((request, response) => void listener(request, response)));
  const client = http2.connect(`http://127.0.0.1:${port}`);
  client.on("error", () => {});
  ends.push(() => client.close());
  const stream = client.request({ ":method": "POST", ":path": "/" });
  stream.on("error", () => {});
  stream.write("abc");
  return () => client.destroy();
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const closed = (response: NodeResponse) => new Promise<void>((resolve) => void response.once("close", resolve));

describe.each([
  ["HTTP/1.1", startHttp1],
  ["HTTP/2", startHttp2],
] as const)("over %s", (_, start) => {
  /** What a request learns of a client that goes away before the handler is asked, or while it works. */
  async function learn(isBefore: boolean) {
    const cancelled = Promise.withResolvers<void>();
    const seen = Promise.withResolvers<[boolean, unknown]>();
    const settled = Promise.withResolvers<void>();
    const handler = toNodeHandler(async (request) => {
      const body = await request.text().catch((error: unknown) => error);
      await pause(20); // one may be heard of before the other
      seen.resolve([request.signal.aborted, body]);
      return new Response(
        new ReadableStream({
          async pull(controller) {
            await pause(1);
            controller.enqueue(new Uint8Array(65_536));
          },
          cancel: () => cancelled.resolve(),
        }),
      );
    });
    const hangUp = await start(async (request, response) => {
      if (isBefore) await closed(response); // as a middleware that takes its time
      await handler(request, response);
      settled.resolve();
    });
    await pause(50);
    hangUp();
    await Promise.all([cancelled.promise, settled.promise]);
    return seen.promise;
  }

  it.each([true, false])(
    "a client that goes away is known to be gone, and nothing is made for it (before the handler is asked: %s)",
    async (isBefore) => {
      expect(await learn(isBefore)).toEqual([true, expect.any(Error)]);
    },
  );

  it("an answer that waits for news stops when the client goes away", async () => {
    const cancelled = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new Uint8Array(1)),
      pull: () => begun.resolve(),
      cancel: () => cancelled.resolve(),
    });
    const handler = toNodeHandler(() => new Response(body));
    const hangUp = await start(handler);
    await begun.promise;
    await pause(20);
    hangUp();
    await cancelled.promise;
  });
});
