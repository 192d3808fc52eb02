import type { StandardSchema } from "@better-auth/core/types";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { json } from "../fixtures/fake-server";
import { BetterFetchError } from "./better-fetch-error";
import { createFetch } from "./create-fetch";
import type { BetterFetchOption, FetchEsque } from "./options";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A `$fetch` over answers that are given one after the other, the last one for ever. */
function over(...answers: (() => Response | Promise<Response>)[]) {
  const requests: Request[] = [];
  const customFetchImpl: FetchEsque = (input, init) => {
    const request = new Request(input, init);
    const answer = answers[Math.min(requests.length, answers.length - 1)];
    requests.push(request);
    return Promise.resolve(answer?.() ?? json(null));
  };
  const $fetch = createFetch({ baseURL: "http://localhost:3000/api/auth", customFetchImpl });
  return { $fetch, requests };
}

const ok = () => json({ ok: true });
const busy = () => json({ code: "BUSY" }, 503, "SERVICE_UNAVAILABLE");
const offline = () => Promise.reject(new TypeError("Failed to fetch"));
/** Ends when its signal does, as `fetch` does. */
const hanging: FetchEsque = (_, init) =>
  new Promise((_resolve, reject) => {
    init?.signal?.addEventListener("abort", () => reject(init.signal?.reason));
    if (init?.signal?.aborted) reject(init.signal.reason);
  });

describe("bodies", () => {
  it.each([
    [{ a: 1 }, '{"a":1}', "application/json"],
    [[1], "[1]", "application/json"],
    ['{"a":1}', '{"a":1}', "application/json"],
    [new URLSearchParams({ a: "1" }), "a=1", "application/x-www-form-urlencoded;charset=UTF-8"],
  ])("sends %j", async (body, text, type) => {
    const { $fetch, requests } = over(ok);
    await $fetch("/x", { body });
    expect(requests[0]?.method).toBe("POST");
    expect(await requests[0]?.text()).toBe(text);
    expect(requests[0]?.headers.get("content-type")).toBe(type);
  });

  it("leaves a media type that the call names", async () => {
    const { $fetch, requests } = over(ok);
    await $fetch("/x", { body: { a: 1 }, headers: { "Content-Type": "application/vnd.api+json" } });
    expect(requests[0]?.headers.get("content-type")).toBe("application/vnd.api+json");
  });

  it("sends forms as they are", async () => {
    const { $fetch, requests } = over(ok);
    const form = new FormData();
    form.set("a", "1");
    await $fetch("/x", { body: form });
    expect((await requests[0]?.formData())?.get("a")).toBe("1");
  });

  it("sends bytes as they are", async () => {
    const { $fetch, requests } = over(ok);
    await $fetch("/x", { body: new Uint8Array([0, 65]) });
    expect(new Uint8Array((await requests[0]?.arrayBuffer()) ?? [])).toEqual(new Uint8Array([0, 65]));
    expect(requests[0]?.headers.get("content-type")).toBeNull();
  });
});

describe("answers", () => {
  const text =
    (body: string | null, type: string | null, status = 200) =>
    () =>
      new Response(body, { status, ...(type && { headers: { "content-type": type } }) });

  it.each([
    ["JSON", text('{"a":1}', "application/json; charset=utf-8"), { a: 1 }],
    ["JSON of another kind", text('{"a":1}', "application/problem+json"), { a: 1 }],
    ["JSON whose type says nothing of it", text('{"a":1}', "text/plain;charset=UTF-8"), { a: 1 }],
    ["JSON whose type is written in capitals", text('{"a":1}', "Application/JSON"), { a: 1 }],
    ["text", text("hello", "text/plain"), "hello"],
    ["nothing", text(null, null, 204), null],
    ["nothing that calls itself JSON", text("", "application/json"), null],
    ["text that calls itself JSON", text("oops", "application/json"), "oops"],
  ])("are read: %s", async (_, answer, data) => {
    expect(await over(answer).$fetch("/x")).toEqual({ data, error: null });
  });

  it("are read by the parser of the call", async () => {
    const { $fetch } = over(ok);
    expect(await $fetch("/x", { jsonParser: async (body) => body.length })).toEqual({ data: 11, error: null });
  });

  it.each([
    ["an empty body", text(null, null, 502)],
    ["a page", text("<html>", "text/html", 502)],
  ])("that failed with %s give their status", async (_, answer) => {
    expect(await over(answer).$fetch("/x")).toEqual({ data: null, error: { status: 502, statusText: "" } });
  });

  it("that failed say why, whatever type and parser they have", async () => {
    const jsonParser = () => {
      throw new SyntaxError("no");
    };
    for (const type of ["text/html", "application/octet-stream", "application/json"]) {
      expect(await over(text('{"message":"why"}', type, 502)).$fetch("/x", { jsonParser })).toEqual({
        data: null,
        error: { message: "why", status: 502, statusText: "" },
      });
    }
  });

  it.each([
    ["an empty body", null, ""],
    ["a page", "<html>", "<html>"],
  ])("that failed with %s have it in the thrown error", async (_, body, error) => {
    await expect(over(text(body, "text/html", 502)).$fetch("/x", { throw: true })).rejects.toMatchObject({ error });
  });

  it("need not be whole responses, as those of tests often are not", async () => {
    const customFetchImpl = async () => ({ ok: true, headers: new Headers(), text: async () => '{"a":1}' }) as Response;
    expect(await createFetch({ customFetchImpl })("/x")).toEqual({ data: { a: 1 }, error: null });
  });

  it("cannot pretend another status", async () => {
    const { error } = await over(() => json({ status: 200 }, 403, "FORBIDDEN")).$fetch("/x");
    expect(error).toEqual({ status: 403, statusText: "FORBIDDEN" });
  });

  it("name the status in the thrown error when there is no text for it", async () => {
    await expect(over(text(null, null, 502)).$fetch("/x", { throw: true })).rejects.toThrow(/^502$/);
  });
});

describe("answers that are neither text nor JSON", () => {
  it("are given as a Blob of their type", async () => {
    const bytes = () => new Response(new Uint8Array([1, 2, 255]), { headers: { "content-type": "application/pdf" } });
    const { data } = await over(bytes).$fetch<Blob>("/x");
    expect(data).toBeInstanceOf(Blob);
    expect(data?.type).toBe("application/pdf");
    expect(new Uint8Array((await data?.arrayBuffer()) ?? [])).toEqual(new Uint8Array([1, 2, 255]));
  });

  it("are text when they are XML", async () => {
    const xml = () => new Response("<a/>", { headers: { "content-type": "application/xml" } });
    expect(await over(xml).$fetch("/x")).toEqual({ data: "<a/>", error: null });
  });
});

describe("a schema for the data", () => {
  const schema = (validate: StandardSchema["~standard"]["validate"]): StandardSchema => ({
    "~standard": { version: 1, vendor: "test", validate },
  });
  const doubled = schema((value) => ({ value: { twice: (value as { n: number }).n * 2 } }));
  const issues = [{ message: "expected a string", path: ["n"] }];
  const refusing = schema(async () => ({ issues }));
  const one = () => json({ n: 1 });

  it("makes the data that callers and hooks get", async () => {
    const onSuccess = vi.fn();
    expect(await over(one).$fetch("/x", { output: doubled, onSuccess })).toEqual({ data: { twice: 2 }, error: null });
    expect(onSuccess).toHaveBeenCalledWith(expect.objectContaining({ data: { twice: 2 } }));
  });

  it("rejects with its issues when the data is something else", async () => {
    const onSuccess = vi.fn();
    const call = over(one).$fetch("/x", { output: refusing, onSuccess });
    await expect(call).rejects.toMatchObject({ name: "TypeError", message: "expected a string", issues });
    expect(onSuccess).not.toHaveBeenCalled();
  });

  it("is not asked about failures, nor when validation is off", async () => {
    expect(await over(busy).$fetch("/x", { output: refusing })).toMatchObject({ error: { code: "BUSY" } });
    expect(await over(one).$fetch("/x", { output: refusing, disableValidation: true })).toMatchObject({
      data: { n: 1 },
    });
  });
});

describe("hooks", () => {
  it("may change the request or return another one", async () => {
    const { $fetch, requests } = over(ok);
    await $fetch("/x", {
      onRequest(context) {
        context.headers.set("x-a", "1");
        return { ...context, url: `${context.url}?b=1` };
      },
    });
    expect(requests[0]?.url).toBe("http://localhost:3000/api/auth/x?b=1");
    expect(requests[0]?.headers.get("x-a")).toBe("1");
  });

  it("may return another response", async () => {
    const { $fetch } = over(busy);
    expect(await $fetch("/x", { onResponse: () => json(1) })).toEqual({ data: 1, error: null });
  });

  it("may read the body of every response", async () => {
    const bodies: unknown[] = [];
    const read = async ({ response }: { response: Response }) => void bodies.push(await response.clone().text());
    await over(ok).$fetch("/x", { onResponse: read, onSuccess: read });
    await over(busy).$fetch("/x", { onError: read });
    expect(bodies).toEqual(['{"ok":true}', '{"ok":true}', '{"code":"BUSY"}']);
  });

  it("keep the response when they return something else on success", async () => {
    const seen: unknown[] = [];
    const plugins = [{ id: "a", hooks: { onSuccess: ({ data }: { data: unknown }) => void seen.push(data) } }];
    await over(ok).$fetch("/x", { onSuccess: (() => ({ moved: true })) as never, plugins });
    expect(seen).toEqual([{ ok: true }]);
  });

  it("that throw on success are not swallowed", async () => {
    const failing = over(ok).$fetch("/x", {
      onSuccess() {
        throw new Error("bug");
      },
    });
    await expect(failing).rejects.toThrow("bug");
  });
});

describe("fetch plugins", () => {
  it("may change path and options before anything else", async () => {
    const { $fetch, requests } = over(ok);
    await $fetch("/a", {
      body: { n: 1 },
      plugins: [
        {
          id: "p",
          init: (url, options) => ({
            url: `${url}/b`,
            options: { ...options, body: { n: 2 }, headers: { "x-p": "1" } },
          }),
        },
        { id: "q", init: () => {} },
      ],
    });
    expect(requests[0]?.url).toBe("http://localhost:3000/api/auth/a/b");
    expect(requests[0]?.headers.get("x-p")).toBe("1");
    expect(await requests[0]?.json()).toEqual({ n: 2 });
  });
});

describe("when no answer comes", () => {
  it("gives an error with status 0 and calls onError", async () => {
    const onError = vi.fn();
    expect(await over(offline).$fetch("/x", { onError })).toEqual({
      data: null,
      error: { status: 0, statusText: "NetworkError", message: "Failed to fetch" },
    });
    expect(onError).toHaveBeenCalledWith(
      expect.objectContaining({
        error: { status: 0, statusText: "NetworkError", message: "Failed to fetch" },
        response: expect.objectContaining({ ok: false, status: 0 }),
        request: expect.objectContaining({ url: "http://localhost:3000/api/auth/x" }),
      }),
    );
  });

  it("rejects with the cause when asked to throw", async () => {
    const failed = over(offline).$fetch("/x", { throw: true });
    await expect(failed).rejects.toBeInstanceOf(BetterFetchError);
    await expect(failed).rejects.toMatchObject({ status: 0, cause: new TypeError("Failed to fetch") });
  });

  it("gives an error, too, when the request cannot be made", async () => {
    const { $fetch, requests } = over(ok);
    expect(await $fetch("/:id", { params: { id: ".." } })).toMatchObject({ data: null, error: { status: 0 } });
    expect(requests).toHaveLength(0);
  });

  it("gives an error when the body breaks off", async () => {
    const broken = () =>
      new Response(new ReadableStream({ start: (stream) => stream.error(new TypeError("terminated")) }));
    expect(await over(broken).$fetch("/x")).toMatchObject({ error: { status: 0, message: "terminated" } });
  });
});

describe("time", () => {
  it("ends a request after its limit", async () => {
    const $fetch = createFetch({ customFetchImpl: hanging });
    const call = $fetch("http://localhost/x", { timeout: 500 });
    await vi.advanceTimersByTimeAsync(499);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await call).toEqual({
      data: null,
      error: { status: 0, statusText: "TimeoutError", message: expect.stringContaining("500 ms") },
    });
  });

  it("leaves no timer and no listener behind", async () => {
    const controller = new AbortController();
    const remove = vi.spyOn(controller.signal, "removeEventListener");
    const add = vi.spyOn(controller.signal, "addEventListener");
    await over(ok).$fetch("/x", { timeout: 500, signal: controller.signal });
    expect(vi.getTimerCount()).toBe(0);
    expect(remove.mock.calls).toEqual(add.mock.calls);
  });

  it("ends a request when the caller's signal does", async () => {
    const controller = new AbortController();
    const call = createFetch({ customFetchImpl: hanging })("http://localhost/x", {
      signal: controller.signal,
      retry: 3,
    });
    controller.abort();
    expect(await call).toMatchObject({ data: null, error: { status: 0, statusText: "AbortError" } });
    expect(vi.getTimerCount()).toBe(0); // nothing is tried again
  });

  it("does not begin when the signal has ended before", async () => {
    const call = createFetch({ customFetchImpl: hanging })("http://localhost/x", { signal: AbortSignal.abort("stop") });
    expect(await call).toMatchObject({ error: { statusText: "AbortError", message: "stop" } });
  });
});

describe("retry", () => {
  /** Runs a call to its end and gives the moments at which requests were made. */
  async function moments(answers: (() => Response | Promise<Response>)[], options: BetterFetchOption<false>) {
    const { $fetch, requests } = over(...answers);
    const made: number[] = [];
    const start = Date.now();
    const result = $fetch("/x", { ...options, onRequest: () => void made.push(Date.now() - start) });
    await vi.runAllTimersAsync();
    return { made, result: await result, requests };
  }

  it("tries again one second apart, as often as the number says", async () => {
    const { made, result } = await moments([busy], { retry: 2 });
    expect(made).toEqual([0, 1000, 2000]);
    expect(result.error).toMatchObject({ status: 503 });
  });

  it("stops when it has worked", async () => {
    const { made, result } = await moments([offline, busy, ok], { retry: 5 });
    expect(made).toHaveLength(3);
    expect(result.data).toEqual({ ok: true });
  });

  it("waits the same time, or a doubling one up to its limit", async () => {
    const linear = await moments([busy], { retry: { type: "linear", attempts: 2, delay: 10 } });
    expect(linear.made).toEqual([0, 10, 20]);
    const exponential = await moments([busy], {
      retry: { type: "exponential", attempts: 4, baseDelay: 100, maxDelay: 300 },
    });
    expect(exponential.made).toEqual([0, 100, 300, 600, 900]);
  });

  it("asks whether to try again, with null when no response came", async () => {
    const shouldRetry = vi.fn((response: Response | null) => response === null);
    const { made } = await moments([offline, busy, ok], {
      retry: { type: "linear", attempts: 5, delay: 1, shouldRetry },
    });
    expect(made).toHaveLength(2);
    expect(shouldRetry.mock.calls.map(([response]) => response?.status ?? null)).toEqual([null, 503]);
  });

  it("calls onRetry before each further attempt and onError once, at the end", async () => {
    const onRetry = vi.fn();
    const onError = vi.fn();
    await moments([busy], { retry: 2, onRetry, onError });
    expect(onRetry).toHaveBeenCalledTimes(2);
    expect(onError).toHaveBeenCalledTimes(1);
  });

  it("gives each attempt its own time limit", async () => {
    const customFetchImpl: FetchEsque = vi
      .fn(hanging)
      .mockImplementationOnce(hanging)
      .mockImplementationOnce(async () => ok());
    const call = createFetch({ customFetchImpl })("http://localhost/x", { timeout: 500, retry: 1 });
    await vi.runAllTimersAsync();
    expect(await call).toEqual({ data: { ok: true }, error: null });
  });
});
