import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { rsaKey, serveKeys, signToken } from "./fixtures/signed-tokens";
import { type IdTokenProvider, supportsIdTokenSignIn, verifyProviderIdToken } from "./verify-provider-id-token";

const KEY = rsaKey("k");
const now = Math.floor(Date.now() / 1000);
const claims = { iss: "https://id.example.com", aud: "client", sub: "s", iat: now, exp: now + 600, nonce: "n" };
const idToken = { jwks: "https://id.example.com/jwks", issuer: claims.iss, audience: "client" };
const provider: IdTokenProvider = { id: "example", idToken };
const token = signToken(KEY, claims);

beforeEach(() => void serveKeys(KEY));
afterEach(() => {
  vi.unstubAllGlobals();
});

function context() {
  return { context: { logger: { debug: vi.fn(), warn: vi.fn(), error: vi.fn() } } };
}

describe("an ID token of a provider", () => {
  it("is taken when it is right", async () => {
    expect(await verifyProviderIdToken(provider, token)).toBe(true);
    expect(await verifyProviderIdToken(provider, token, "n")).toBe(true);
    expect(await verifyProviderIdToken(provider, token, "other")).toBe(false);
    expect(await verifyProviderIdToken(provider, `${token}x`)).toBe(false);
    expect(await verifyProviderIdToken({ id: "example" }, token)).toBe(false);
  });

  it.each(["provider", "options"])("is as the application's own check says, of the %s", async (place) => {
    const verify = vi.fn(async () => true);
    const own = (check: IdTokenProvider["verifyIdToken"]): IdTokenProvider =>
      place === "provider" ? { ...provider, verifyIdToken: check } : { ...provider, options: { verifyIdToken: check } };
    expect(await verifyProviderIdToken(own(verify), "anything", "n")).toBe(true);
    expect(verify.mock.lastCall).toEqual(["anything", "n"]);
    expect(
      await verifyProviderIdToken(
        own(async () => false),
        token,
      ),
    ).toBe(false);
    expect(await verifyProviderIdToken(own((async () => "yes") as never), token)).toBe(false);
    const ctx = context();
    expect(
      await verifyProviderIdToken(
        own(() => Promise.reject(new Error("oops"))),
        token,
        undefined,
        ctx,
      ),
    ).toBe(false);
    expect(ctx.context.logger.error).toHaveBeenCalledOnce();
  });

  it("comes with a code also where pages may bring none", async () => {
    expect(await verifyProviderIdToken({ ...provider, disableIdTokenSignIn: true }, token, "n")).toBe(true);
  });

  it("is refused, and the log says so, when the keys cannot be had", async () => {
    const served = serveKeys(KEY);
    served.answer = () => new Response("down", { status: 500 });
    const ctx = context();
    expect(await verifyProviderIdToken(provider, token, undefined, ctx)).toBe(false);
    expect(ctx.context.logger.error).toHaveBeenCalledWith(
      "An ID token of example was not taken: the keys cannot be had.",
      expect.objectContaining({ code: "refused", host: "id.example.com" }),
    );
  });

  it("is refused with a line in the log that tells mistakes of the options from attempts", async () => {
    const ctx = context();
    await verifyProviderIdToken(provider, signToken(KEY, { ...claims, aud: "other" }), undefined, ctx);
    expect(ctx.context.logger.warn).toHaveBeenCalledWith(expect.stringContaining("audience"));
    await verifyProviderIdToken(provider, signToken(rsaKey("k"), claims), undefined, ctx);
    expect(ctx.context.logger.warn).toHaveBeenCalledOnce();
    expect(ctx.context.logger.debug).toHaveBeenCalledWith(expect.stringContaining("signature"), expect.anything());
    const logged = JSON.stringify([ctx.context.logger.warn.mock.calls, ctx.context.logger.debug.mock.calls]);
    expect(logged).not.toContain(token.slice(0, 40));
  });
});

describe("sign-in with an ID token", () => {
  const verifyIdToken = async () => true;
  it.each<[string, IdTokenProvider, boolean]>([
    ["a configuration", provider, true],
    ["a check of the application", { id: "x", verifyIdToken }, true],
    ["a check in the options", { id: "x", options: { verifyIdToken } }, true],
    ["neither", { id: "x", options: {} }, false],
    ["disableIdTokenSignIn", { ...provider, disableIdTokenSignIn: true }, false],
    [
      "disableIdTokenSignIn in the options",
      { ...provider, verifyIdToken, options: { disableIdTokenSignIn: true } },
      false,
    ],
  ])("there is with %s: %#", (_, given, expected) => {
    expect(supportsIdTokenSignIn(given)).toBe(expected);
  });
});
