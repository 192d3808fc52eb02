import fc from "fast-check";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { BetterAuthError, isAPIError } from "../../error";
import { logger } from "../../logger/logger";
import { type VerifyAccessTokenOptions, verifyBearerToken } from "./bearer-token";
import {
  AUDIENCE,
  CLIENT,
  ISSUER,
  makeTokenMaker,
  startAuthorizationServer,
  type TokenMaker,
  verifyOptions,
} from "./fixtures/authorization-server";
import { createInsufficientScopeError, isInsufficientScopeError } from "./refusals";

let maker: TokenMaker;
beforeAll(async () => {
  maker = await makeTokenMaker("k1");
});
const local = (): VerifyAccessTokenOptions => ({ jwksFetch: async () => ({ keys: [maker.publicJwk] }), verifyOptions });
const seconds = () => Math.floor(Date.now() / 1000);
const invalid = { name: "APIError", statusCode: 401, body: { code: "INVALID_TOKEN", error: "invalid_token" } };

describe("a bearer token", () => {
  it("is verified by its signature", async () => {
    expect(await verifyBearerToken(await maker.sign(), local())).toMatchObject({
      sub: "user-1",
      client_id: "client-1",
    });
    const stranger = await makeTokenMaker("k1");
    await expect(verifyBearerToken(await stranger.sign(), local())).rejects.toMatchObject(invalid);
    await expect(verifyBearerToken(`Bearer ${await maker.sign()}`, local())).rejects.toMatchObject(invalid);
  });

  it("is refused when it is bound to a key, be it one that cannot be read", async () => {
    for (const cnf of [{ jkt: "thumbprint" }, { jkt: 5 }, { jkt: "" }, "text"])
      await expect(verifyBearerToken(await maker.sign({ cnf }), local())).rejects.toMatchObject(invalid);
  });

  it("needs all scopes, and is told which", async () => {
    const ask = async (requiredScopes: string[], claims: object = {}) =>
      verifyBearerToken(await maker.sign(claims), { ...local(), requiredScopes });
    for (const scopes of [[], ["read"], ["write", "read"]]) expect(await ask(scopes)).toMatchObject({ sub: "user-1" });
    for (const [scopes, claims] of [
      [["admin"], {}],
      [["read", "admin"], {}],
      [["rea"], {}],
      [["read write"], {}],
      [["read"], { scope: undefined }],
      [["read"], { scope: "" }],
    ] as const) {
      const error: unknown = await ask([...scopes], claims).catch((reason: unknown) => reason);
      expect(error).toSatisfy(isInsufficientScopeError);
      expect(error).toMatchObject({
        statusCode: 403,
        body: { code: "INSUFFICIENT_SCOPE", error: "insufficient_scope", scope: scopes.join(" ") },
      });
    }
    await expect(ask(["read"], { scope: ["read"] })).rejects.toMatchObject(invalid);
  });

  it("cannot be verified by nothing", async () => {
    await expect(verifyBearerToken(await maker.sign(), { verifyOptions })).rejects.toThrow(BetterAuthError);
    await expect(verifyBearerToken("a", { ...local(), verifyOptions: {} as never })).rejects.toThrow(BetterAuthError);
  });

  it("may be anything at all, and is then refused", async () => {
    const [header = "", claims = "", signature = ""] = (await maker.sign()).split(".");
    const part = fc.oneof(
      fc.constantFrom(header, claims, signature, ""),
      fc.string(),
      fc.json().map((json) => Buffer.from(json).toString("base64url")),
    );
    const token = fc.oneof(
      fc.anything(),
      fc.string({ unit: "binary" }),
      fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(".")),
    );
    const property = fc.asyncProperty(token, async (given) => {
      if (given === `${header}.${claims}.${signature}`) return;
      await expect(verifyBearerToken(given as string, local())).rejects.toMatchObject(invalid);
    });
    await fc.assert(property, { numRuns: 500 });
  }, 30_000);
});

describe("a token that the authorization server is asked about", () => {
  const active = () => ({ active: true, iss: ISSUER, aud: AUDIENCE, sub: "user-1", client_id: "c", scope: "read" });
  async function start() {
    const server = await startAuthorizationServer([maker.publicJwk]);
    server.answers.introspect = active();
    const { jwksUrl, introspectUrl } = server;
    return { ...server, options: { verifyOptions, jwksUrl, remoteVerify: { introspectUrl, ...CLIENT } } };
  }

  it("need not be a JWT", async () => {
    const { options, form, asked } = await start();
    const strict = { ...options, verifyOptions: { ...verifyOptions, typ: "at+jwt", requiredClaims: ["client_id"] } };
    expect(await verifyBearerToken("opaque", { ...strict, requiredScopes: ["read"] })).toEqual(active());
    expect(form()).toEqual({
      client_id: "resource-server",
      client_secret: "s3:cret é",
      token: "opaque",
      token_type_hint: "access_token",
    });
    expect(asked).toEqual(["/introspect"]);
    await expect(verifyBearerToken("opaque", { ...options, requiredScopes: ["write"] })).rejects.toSatisfy(
      isInsufficientScopeError,
    );
    await expect(verifyBearerToken("opaque", { jwksUrl: options.jwksUrl, verifyOptions })).rejects.toMatchObject(
      invalid,
    );
  });

  it("has to be signed by it, too, when it is one, unless told otherwise", async () => {
    const { options, asked, answers } = await start();
    expect(await verifyBearerToken(await maker.sign(), options)).toEqual(active());
    expect(asked).toEqual(["/jwks", "/introspect"]);
    const stranger = await (await makeTokenMaker("k1")).sign();
    await expect(verifyBearerToken(stranger, options)).rejects.toMatchObject(invalid);
    expect(asked).toHaveLength(2);
    await verifyBearerToken(stranger, { ...options, remoteVerify: { ...options.remoteVerify, force: true } });
    expect(asked.slice(2)).toEqual(["/introspect"]);
    // Revoked.
    answers.introspect = { active: false };
    await expect(verifyBearerToken(await maker.sign(), options)).rejects.toMatchObject(invalid);
  });

  it("stays bound to its key, whatever the server leaves out", async () => {
    const { options, answers } = await start();
    const bound = await maker.sign({ cnf: { jkt: "thumbprint" } });
    await expect(verifyBearerToken(bound, options)).rejects.toMatchObject(invalid);
    answers.introspect = { ...active(), cnf: { jkt: "thumbprint" } };
    await expect(verifyBearerToken("opaque", options)).rejects.toMatchObject(invalid);
  });

  it("is refused for what the server says of it", async () => {
    const { options, answers } = await start();
    for (const wrong of [
      { active: false },
      { active: "true" },
      { active: 1 },
      { active: undefined },
      { iss: "https://evil.example.com" },
      { iss: undefined },
      { aud: "https://other.example.com" },
      { aud: undefined },
      { nbf: seconds() + 60 },
      { exp: "tomorrow" },
      { token_type: "refresh_token" },
      { token_use: "refresh_token" },
    ]) {
      answers.introspect = { ...active(), ...wrong };
      await expect(verifyBearerToken("opaque", options), JSON.stringify(wrong)).rejects.toMatchObject(invalid);
    }
    answers.introspect = { ...active(), exp: seconds() - 1 };
    await expect(verifyBearerToken("opaque", options)).rejects.toMatchObject({ body: { code: "TOKEN_EXPIRED" } });
    answers.introspect = active();
    const strict = { ...verifyOptions, requiredClaims: ["azp"] };
    await expect(verifyBearerToken("opaque", { ...options, verifyOptions: strict })).rejects.toMatchObject(invalid);
  });

  it("is not refused because the server cannot be asked, which is said, and logged without the token", async () => {
    const error = vi.spyOn(logger, "error").mockImplementation(() => {});
    const { options, answers, stop } = await start();
    const fails = () =>
      expect(verifyBearerToken("opaque-secret", options)).rejects.toMatchObject({
        name: "APIError",
        statusCode: 503,
        body: { code: "INTROSPECTION_FAILED" },
      });
    for (const answer of [500, 401, "<html>", [], null, "5", { error: "invalid_client" }]) {
      answers.introspect = answer;
      await fails();
    }
    await stop();
    await fails();
    expect(error).toHaveBeenCalledTimes(8);
    for (const call of error.mock.calls)
      for (const said of call.map(String)) expect(said).not.toMatch(/opaque-secret|s3:cret/);
    error.mockRestore();
  });
});

describe("the error for a missing scope", () => {
  it("has the form of the standard, as its header too", () => {
    const error = createInsufficientScopeError(["a", 'b"\r\né\\']);
    expect(error).toMatchObject({ status: "FORBIDDEN", body: { scope: 'a b"\r\né\\' } });
    const challenge = new Headers(error.headers).get("www-authenticate");
    expect(challenge).toMatch(/^Bearer error="insufficient_scope", error_description="[^"]*", scope="a b'\?\?\?\?"$/);
  });

  it("is told from others", () => {
    for (const other of [undefined, null, 5, new Error("x"), { body: { error: "insufficient_scope" } }])
      expect(isInsufficientScopeError(other)).toBe(false);
    expect(isAPIError(createInsufficientScopeError(["a"]))).toBe(true);
    for (const none of [[], undefined, "read"])
      expect(() => createInsufficientScopeError(none as string[])).toThrow(TypeError);
  });
});
