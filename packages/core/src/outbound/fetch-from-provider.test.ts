import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it, vi } from "vitest";
import { fetchBytesFromProvider, fetchFromProvider } from "./fetch-from-provider";
import { json, openLoopback, text } from "./fixtures/loopback";
import { isProviderError, type ProviderError } from "./provider-error";

const provider = openLoopback();

afterEach(() => {
  vi.unstubAllGlobals();
});

async function failureOf(work: Promise<unknown>): Promise<ProviderError> {
  const error = await work.then(
    (value) => new Error(`expected a failure, got ${JSON.stringify(value)}`),
    (failure: unknown) => failure,
  );
  if (!isProviderError(error)) throw error;
  return error;
}

const ask = (init?: RequestInit, limits?: Parameters<typeof fetchFromProvider>[2]) =>
  fetchFromProvider(`${provider.origin}/token`, init, limits);
const fail = (...given: Parameters<typeof ask>) => failureOf(ask(...given));

describe("an answer", () => {
  it("is asked for as JSON, by somebody with a name, through the fetch of the moment", async () => {
    provider.answer = json({ id: 7 });
    expect(await ask()).toEqual({ id: 7 });
    expect(provider.received[0]).toMatchObject({
      method: "GET",
      headers: { accept: "application/json", "user-agent": "better-auth" },
    });
    vi.stubGlobal("fetch", async () => Response.json({ id: 8 }));
    expect(await ask()).toEqual({ id: 8 });
  });

  it("is asked for with the headers of the caller, which go over ours", async () => {
    provider.answer = json({});
    await ask({ headers: { Accept: "text/plain", "User-Agent": "mine", authorization: "Bearer token" } });
    expect(provider.received[0]?.headers).toMatchObject({
      accept: "text/plain",
      "user-agent": "mine",
      authorization: "Bearer token",
    });
  });

  it("may be a form", async () => {
    provider.answer = text("access_token=a%20b&scope=read%2Cwrite", "application/x-www-form-urlencoded; charset=utf-8");
    expect(await ask()).toEqual({ access_token: "a b", scope: "read,write" });
  });

  it("may be bytes", async () => {
    provider.answer = (response) =>
      response.writeHead(200, { "content-type": "image/png" }).end(Buffer.from([1, 0, 255]));
    const { bytes, mediaType } = await fetchBytesFromProvider(provider.origin);
    expect([...bytes]).toEqual([1, 0, 255]);
    expect(mediaType).toBe("image/png");
    expect(provider.received[0]?.headers.accept).toBe("*/*");
  });
});

describe("an answer is refused", () => {
  it("when it takes too long to begin", async () => {
    provider.answer = () => {};
    const error = await fail({}, { timeoutMs: 50 });
    expect(error).toMatchObject({
      code: "timeout",
      message: expect.stringMatching(/did not answer in time \(50 ms\)/),
    });
  });

  it("when it takes too long to end", async () => {
    provider.answer = (response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"access_token":');
    };
    expect((await fail({}, { timeoutMs: 80 })).code).toBe("timeout");
  });

  it("when a fetch that knows no signal never ends", async () => {
    vi.stubGlobal("fetch", () => new Promise(() => {}));
    expect((await fail({}, { timeoutMs: 20 })).code).toBe("timeout");
  });

  it.each([
    ["said", (size: number) => ({ "content-length": String(size) })],
    ["unsaid", () => ({})],
  ])("when it is too large, its length %s", async (_, headers) => {
    const body = JSON.stringify({ a: "x".repeat(2_000) });
    provider.answer = (response) => {
      response.writeHead(200, { "content-type": "application/json", ...headers(body.length) });
      response.write(body.slice(0, 1_500));
      response.end(body.slice(1_500));
    };
    expect(await fail({}, { maxBytes: 1_000 })).toMatchObject({ code: "too-large", status: 200 });
    expect(await ask({}, { maxBytes: body.length })).toEqual(JSON.parse(body));
  });

  it("when it says that it will be too large, before any of it has come", async () => {
    provider.answer = (response) => response.writeHead(200, { "content-length": "5000" }).flushHeaders();
    expect((await fail({}, { maxBytes: 1_000, timeoutMs: 2_000 })).code).toBe("too-large");
  });

  it("when it never ends, without being read to the end", async () => {
    let isClosed = false;
    provider.answer = (response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const more = setInterval(() => response.write("x".repeat(100_000)), 1);
      response.on("close", () => {
        clearInterval(more);
        isClosed = true;
      });
    };
    expect((await fail()).code).toBe("too-large");
    await vi.waitFor(() => expect(isClosed).toBe(true), 10_000);
  });

  it("when it is too large once unpacked", async () => {
    const packed = gzipSync(JSON.stringify({ a: "x".repeat(100_000) }));
    expect(packed.length).toBeLessThan(1_000);
    provider.answer = (response) =>
      response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" }).end(packed);
    expect((await fail({}, { maxBytes: 10_000 })).code).toBe("too-large");
  });

  it("when it breaks off", async () => {
    provider.answer = (response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
      response.write('{"a":');
      setTimeout(() => response.destroy(), 10);
    };
    expect((await fail()).code).toBe("unreachable");
  });

  it.each([301, 302, 303, 307, 308])("when it is a redirect (%i), which nobody follows", async (status) => {
    provider.answer = (response, { url }) =>
      url === "/elsewhere"
        ? json({ access_token: "a" })(response, undefined as never)
        : response.writeHead(status, { location: "/elsewhere" }).end();
    const error = await fail({ method: "POST", body: new URLSearchParams({ client_secret: "the-secret" }) });
    expect(error).toMatchObject({ code: "refused", status, hint: expect.stringContaining("final address") });
    expect(provider.received).toHaveLength(1);
    // Nor when it is asked for, with a body that would be sent on.
    await fail({ method: "POST", body: "a=1", redirect: "follow" });
    expect(provider.received).toHaveLength(2);
    expect(await ask({ redirect: "follow" })).toEqual({ access_token: "a" });
  });

  it.each([
    ["garbage", "<!doctype html>", "text/html", "but text/html"],
    ["JSON that is cut off", '{"access_token":"abc', "application/json", "but application/json"],
    ["nothing", "", "application/json", "an empty answer"],
    ["JSON that is too deep", "[".repeat(200_000), "application/json", "neither JSON"],
  ])("when it is %s", async (_, body, type, reason) => {
    provider.answer = text(body, type);
    const error = await fail();
    expect(error).toMatchObject({ code: "unreadable", status: 200, message: expect.stringContaining(reason) });
    expect(inspect(error)).not.toContain("abc");
    expect(inspect(error)).not.toContain("doctype");
  });
});

describe("a provider that cannot be reached", () => {
  it("is told with what can be done", async () => {
    const error = await failureOf(fetchFromProvider("http://127.0.0.1:1/x"));
    expect(error).toMatchObject({ code: "unreachable", host: "127.0.0.1:1", cause: expect.any(TypeError) });
    vi.stubGlobal("fetch", async () => {
      throw new TypeError("fetch failed", { cause: Object.assign(new Error("getaddrinfo"), { code: "ENOTFOUND" }) });
    });
    expect((await fail()).hint).toContain("resolve names");
  });

  it.each(["nonsense", "file:///etc/passwd", "ftp://example.com", "https://user:the-password@example.com/"])(
    "since its address is %s, is not asked",
    async (address) => {
      const fetched = vi.fn();
      vi.stubGlobal("fetch", fetched);
      const error = await failureOf(fetchFromProvider(address));
      expect(error.code).toBe("unreachable");
      expect(error.message).toContain("expected an absolute http or https address");
      expect(inspect(error)).not.toContain("the-password");
      expect(fetched).not.toHaveBeenCalled();
    },
  );

  it("because the caller has ended it, is the caller's own error", async () => {
    provider.answer = () => {};
    const controller = new AbortController();
    const asked = ask({ signal: controller.signal });
    controller.abort(new Error("changed my mind"));
    await expect(asked).rejects.toThrow("changed my mind");
    await expect(ask({ signal: AbortSignal.abort(new Error("too late")) })).rejects.toThrow("too late");
  });
});

describe("a refusal", () => {
  const SECRET = "s3cret-of-the-client";
  const CODE = "the-code-4711";
  const exchange = () =>
    fail({
      method: "POST",
      headers: { authorization: `Basic ${btoa(SECRET)}` },
      body: new URLSearchParams({ grant_type: "authorization_code", code: CODE, client_secret: SECRET }),
    });

  it.each([200, 400, 401, 500])("is one with the status %i", async (status) => {
    provider.answer = json({ error: "bad_verification_code", error_description: "The code is incorrect." }, status);
    expect(await exchange()).toMatchObject({
      code: "refused",
      status,
      error: "bad_verification_code",
      errorDescription: "The code is incorrect.",
      hint: expect.stringContaining("works once"),
    });
  });

  it.each([
    [{ error: { message: "Invalid token", type: "OAuthException", code: 190 } }, "OAuthException", "Invalid token"],
    [{ error: { code: 401, message: "Denied", status: "UNAUTHENTICATED" } }, "UNAUTHENTICATED", "Denied"],
    [{ errors: [{ code: 32, message: "No." }] }, "32", "No."],
    [{ message: "Bad credentials" }, undefined, "Bad credentials"],
    [{ errcode: 40029, errmsg: "invalid code" }, "40029", "invalid code"],
    [{ title: "Unauthorized", detail: "No token" }, undefined, "No token"],
    [[1], undefined, undefined],
    ["no", undefined, undefined],
    [null, undefined, undefined],
  ])("is read wherever it stands: %j", async (body, error, errorDescription) => {
    provider.answer = json(body, 403);
    const failure = await exchange();
    expect(failure).toMatchObject({ code: "refused", status: 403 });
    expect([failure.error, failure.errorDescription]).toEqual([error, errorDescription]);
  });

  it("is none when `error` is no text, or empty", async () => {
    for (const body of [{ error: "" }, { error: null }, { error: { code: "ok" }, data: 1 }, { error: 0 }]) {
      provider.answer = json(body);
      expect(await ask()).toEqual(body);
    }
  });

  it.each([
    ["redirect_uri_mismatch", undefined, "authorization_code", "/callback/{provider}"],
    ["invalid_request", "The redirect_uri is wrong", "authorization_code", "/callback/{provider}"],
    ["invalid_grant", "AADSTS50011: The redirect URI does not match", "authorization_code", "/callback/{provider}"],
    ["invalid_client", undefined, "authorization_code", "clientSecret"],
    ["invalid_request", "Client authentication failed", "authorization_code", "clientSecret"],
    ["invalid_grant", undefined, "authorization_code", "a clock that is wrong"],
    ["invalid_grant", undefined, "refresh_token", "has to sign in again"],
    ["unauthorized_client", undefined, "authorization_code", "Allow the client"],
    ["invalid_scope", undefined, "refresh_token", "`scope`"],
    ["something_else", undefined, "authorization_code", undefined],
    ["constructor", undefined, "authorization_code", undefined],
  ])("%s (%s) of %s has a hint: %s", async (error, error_description, grant_type, hint) => {
    provider.answer = json({ error, error_description }, 400);
    const failure = await fail({ method: "POST", body: new URLSearchParams({ grant_type }) });
    if (hint === undefined) expect(failure.hint).toBeUndefined();
    else expect(failure.message).toContain(hint);
  });

  it("repeats no secret of the request, and no more than a line of the provider's words", async () => {
    provider.answer = json({
      error: `bad\n${CODE}`,
      error_description: `${SECRET} and ${CODE}\u0000\u202e ${btoa(SECRET)}\r\n${"long ".repeat(1_000)}`,
      access_token: "leaked-access-token",
    });
    const error = await exchange();
    expect(error.error).toBe("bad [removed]");
    expect(error.errorDescription).toMatch(/^\[removed\] and \[removed\] \[removed\] long .{1,300}…$/);
    const shown = inspect(error, { depth: 10, showHidden: true });
    for (const secret of [SECRET, CODE, btoa(SECRET), "leaked-access-token"]) expect(shown).not.toContain(secret);
  });

  it("names the host, and neither path nor query, in which some have tokens", async () => {
    provider.answer = json({ message: "no such token: a-long-token-in-the-path-0815, another-token" }, 404);
    const address = `${provider.origin}/access-tokens/a-long-token-in-the-path-0815?access_token=another-token`;
    const error = await failureOf(fetchFromProvider(address));
    expect(error.host).toBe(new URL(provider.origin).host);
    expect(error.errorDescription).toBe("no such token: [removed], [removed]");
    expect(inspect(error, { depth: 10 })).not.toMatch(/0815|another-token/);
  });
});
