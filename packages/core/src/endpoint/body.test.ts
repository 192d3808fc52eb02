import { describe, expect, it, vi } from "vitest";
import { makeAuth, ORIGIN } from "../test-support/instance";
import { parseBody } from "./body";

const signIn = (body: BodyInit) => {
  // `duplex` is asked for with a stream as body, and the DOM's types do not know it.
  const init = {
    method: "POST",
    headers: { "content-type": "application/json", origin: ORIGIN },
    body,
    duplex: "half",
  };
  return new Request(`${ORIGIN}/api/auth/sign-in/email`, init as RequestInit);
};

async function answerTo(request: Request) {
  const log = vi.fn();
  const { auth } = await makeAuth({ logger: { log } });
  const answer = await auth.handler(request);
  return { status: answer.status, text: await answer.text(), log };
}

const post = (body: string) =>
  parseBody(new Request("http://a/", { method: "POST", headers: { "content-type": "application/json" }, body }));
const nested = (levels: number, open: string, close: string, inmost = "1") =>
  `${open.repeat(levels)}${inmost}${close.repeat(levels)}`;

describe("the body of a request", () => {
  it("has no key that becomes a prototype, however its letters are written", async () => {
    const spellings = ["__proto__", "\\u005f_proto__", "__pr\\u006Fto__", "\\u005F\\u005f\\u0070roto_\\u005F"];
    for (const key of spellings) {
      const body = (await post(`{"a":[{"${key}":{"b":1}}],"c":2}`)) as { a: object[] };
      expect(body, key).toEqual({ a: [{}], c: 2 });
      expect(Reflect.ownKeys(body.a[0] as object), key).toEqual([]);
    }
  });

  it.each([
    ["lists", "[", "]"],
    ["objects", '{"a":', "}"],
    ["both, written with space", '[\n {"a\\"": ', "}\t]"],
  ])("is JSON of at most 100 levels (%s)", async (_kind, open, close) => {
    const most = 100 / (open.match(/[[{]/g) as string[]).length;
    const text = JSON.stringify('\\"[{'.repeat(500));
    expect(JSON.stringify(await post(nested(most, open, close, text)))).toContain(text);
    await expect(post(nested(most, open, close, "[1]"))).rejects.toMatchObject({
      statusCode: 400,
      body: { code: "BAD_REQUEST", message: "JSON in request body is nested deeper than 100 levels" },
    });
    expect(await post(`[${`${nested(most - 1, open, close)},`.repeat(300)}1]`)).toHaveLength(301);
  });

  it("that breaks off is a bad request, and no fault of the server", async () => {
    const half = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"email":')),
      pull: (controller) => controller.error(new Error("aborted")),
    });
    const { status, text, log } = await answerTo(signIn(half));
    expect([status, JSON.parse(text)]).toEqual([400, { code: "BAD_REQUEST", message: "Request body broke off" }]);
    expect(log).not.toHaveBeenCalled();
  });

  it("that was read before is told of in the log, with the mend", async () => {
    const request = signIn("{}");
    await request.text();
    const { status, text, log } = await answerTo(request);
    expect([status, text]).toEqual([500, ""]);
    const message = expect.stringContaining("Mount the handler before what reads bodies");
    expect(log).toHaveBeenCalledExactlyOnceWith("error", expect.any(String), expect.objectContaining({ message }));
  });
});

/** A request as servers make it that hand over a stream for every POST. */
function streamed(chunks: string[], headers: Record<string, string> = {}): Request {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
      controller.close();
    },
  });
  return new Request("http://localhost:3000/", { method: "POST", body, headers, duplex: "half" } as RequestInit);
}

describe("a body without a media type", () => {
  it("is none where there is nothing in it", async () => {
    expect(await parseBody(new Request("http://localhost:3000/", { method: "POST" }))).toBeUndefined();
    expect(await parseBody(streamed([]))).toBeUndefined();
    expect(await parseBody(streamed(["", ""]))).toBeUndefined();
  });

  it("is refused where there is", async () => {
    const refusal = { statusCode: 415, body: { code: "UNSUPPORTED_MEDIA_TYPE" } };
    await expect(parseBody(streamed(['{"a":1}']))).rejects.toMatchObject(refusal);
    await expect(parseBody(streamed(["", "a"]))).rejects.toMatchObject(refusal);
  });

  it("is not read to its end to be refused", async () => {
    let isCancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(1024)),
      cancel: () => {
        isCancelled = true;
      },
    });
    const request = new Request("http://localhost:3000/", {
      method: "POST",
      body: endless,
      duplex: "half",
    } as RequestInit);
    await expect(parseBody(request)).rejects.toMatchObject({ statusCode: 415 });
    expect(isCancelled).toBe(true);
  });
});

it("an empty body that says it is JSON is malformed", async () => {
  const request = streamed([], { "content-type": "application/json" });
  await expect(parseBody(request)).rejects.toMatchObject({ statusCode: 400 });
});
