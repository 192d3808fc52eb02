import { createHmac } from "node:crypto";
import { calculateJwkThumbprint } from "jose";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { BetterAuthError } from "../../error";
import { logger } from "../../logger/logger";
import {
  AUDIENCE,
  ISSUER,
  makeTokenMaker,
  startAuthorizationServer,
  type TokenMaker,
  verifyOptions,
} from "./fixtures/authorization-server";
import { getJwks } from "./jwks";
import { verifyJwsAccessToken } from "./jws-access-token";
import type { AccessTokenVerifyOptions } from "./verify-options";

const NOW = Date.UTC(2030, 0, 15, 12) / 1000;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW * 1000 });
});
afterEach(() => {
  vi.useRealTimers();
});
const passSeconds = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);

let maker: TokenMaker;
beforeAll(async () => {
  maker = await makeTokenMaker("k1");
});
const verify = (token: string, more: Partial<AccessTokenVerifyOptions> = {}) =>
  verifyJwsAccessToken(token, {
    jwksFetch: async () => ({ keys: [maker.publicJwk] }),
    verifyOptions: { ...verifyOptions, ...more },
  });
const refused = (code: string) => ({ name: "APIError", statusCode: 401, body: { code, error: "invalid_token" } });

describe("an access token that is a JWT", () => {
  it("tells its claims, and its client under both names", async () => {
    expect(await verify(await maker.sign())).toEqual({
      iss: ISSUER,
      aud: AUDIENCE,
      sub: "user-1",
      azp: "client-1",
      client_id: "client-1",
      scope: "read write",
      iat: NOW,
      exp: NOW + 60,
    });
    expect(await verify(await maker.sign({ azp: undefined, client_id: "c" }))).toMatchObject({ client_id: "c" });
  });

  it.each(["RS256", "PS512", "ES256", "ES384", "Ed25519"])("may be signed with %s", async (alg) => {
    const other = await makeTokenMaker("k", alg);
    const source = { jwksFetch: async () => ({ keys: [maker.publicJwk, other.publicJwk] }), verifyOptions };
    expect(await verifyJwsAccessToken(await other.sign(), source)).toMatchObject({ sub: "user-1" });
  });

  it("may be for several, from one of several issuers", async () => {
    const token = await maker.sign({ aud: ["https://other.example.com", AUDIENCE] });
    expect(await verify(token)).toMatchObject({ sub: "user-1" });
    const more = { issuer: ["https://other.example.com", ISSUER], audience: ["https://x.example.com", AUDIENCE] };
    expect(await verify(token, more)).toMatchObject({ sub: "user-1" });
  });

  it("that names no key may be of any", async () => {
    const others = await Promise.all([makeTokenMaker("k2"), makeTokenMaker("k3")]);
    const keys = [...others.map(({ publicJwk }) => publicJwk), maker.publicJwk];
    const source = { jwksFetch: async () => ({ keys }), verifyOptions };
    expect(await verifyJwsAccessToken(await maker.sign({}, { kid: undefined }), source)).toMatchObject({
      sub: "user-1",
    });
    const stranger = await (await makeTokenMaker("x")).sign({}, { kid: undefined });
    await expect(verifyJwsAccessToken(stranger, source)).rejects.toMatchObject(refused("INVALID_TOKEN"));
  });

  it.each<[string, object, object]>([
    ["issuer", { iss: "https://evil.example.com" }, {}],
    ["issuer", { iss: undefined }, {}],
    ["audience", { aud: "https://other.example.com" }, {}],
    ["audience", { aud: undefined }, {}],
    ["end", { exp: undefined }, {}],
    ["end", { exp: "tomorrow" }, {}],
    ["begin", { nbf: NOW + 60 }, {}],
    ["key", {}, { kid: "unknown" }],
  ])("is refused for its %s: %o %o", async (_, claims, header) => {
    await expect(verify(await maker.sign(claims, header))).rejects.toMatchObject(refused("INVALID_TOKEN"));
  });

  it("is refused when it has expired, and says so", async () => {
    const token = await maker.sign();
    passSeconds(61);
    await expect(verify(token)).rejects.toMatchObject(refused("TOKEN_EXPIRED"));
    expect(await verify(token, { clockTolerance: "5 seconds" })).toMatchObject({ sub: "user-1" });
    expect(await verify(token, { currentDate: new Date(NOW * 1000) })).toMatchObject({ sub: "user-1" });
  });

  it("is refused for what the options ask besides", async () => {
    const token = await maker.sign();
    const session = await maker.sign({ azp: undefined }, { typ: "JWT" });
    const strict = { typ: "at+jwt", requiredClaims: ["azp"] };
    expect(await verify(token, strict)).toMatchObject({ sub: "user-1" });
    expect(await verify(await maker.sign({}, { typ: "application/at+jwt" }), strict)).toMatchObject({ sub: "user-1" });
    expect(await verify(token, { subject: "user-1", maxTokenAge: 60 })).toMatchObject({ sub: "user-1" });
    for (const [wrong, options] of [
      [session, { typ: "at+jwt" }],
      [session, { requiredClaims: ["azp"] }],
      [token, { subject: "user-2" }],
      [token, { algorithms: ["RS256"] }],
    ] as const)
      await expect(verify(wrong, options)).rejects.toMatchObject(refused("INVALID_TOKEN"));
    const old = await maker.sign({ iat: NOW - 61 });
    await expect(verify(old, { maxTokenAge: 60 })).rejects.toMatchObject(refused("TOKEN_EXPIRED"));
  });

  it("is refused without a signature, with that of another, or of a secret that is public", async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const claims = part({ iss: ISSUER, aud: AUDIENCE, sub: "admin", exp: NOW + 60 });
    const none = `${part({ alg: "none", kid: "k1" })}.${claims}.`;
    const input = `${part({ alg: "HS256", kid: "k1" })}.${claims}`;
    const signWith = (secret: string) => `${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`;
    const [head = "", , signature = ""] = (await maker.sign()).split(".");
    const own = await calculateJwkThumbprint(maker.publicJwk);
    const embedded = await (await makeTokenMaker("k1")).sign({}, { jwk: (await makeTokenMaker("k1")).publicJwk });
    for (const token of [
      none,
      signWith(JSON.stringify(maker.publicJwk)),
      signWith(maker.publicJwk.x ?? ""),
      signWith(own),
      `${head}.${claims}.${signature}`,
      embedded,
    ])
      await expect(verify(token)).rejects.toMatchObject(refused("INVALID_TOKEN"));
  });

  it("is verified by options that say whose it is and for whom, and never by a shared secret", async () => {
    const token = await maker.sign();
    for (const wrong of [
      { issuer: undefined },
      { audience: undefined },
      { audience: "" },
      { audience: [] },
      { issuer: [ISSUER, ""] },
      { algorithms: ["HS256"] },
      { algorithms: ["none"] },
    ])
      await expect(verify(token, wrong as Partial<AccessTokenVerifyOptions>)).rejects.toThrow(BetterAuthError);
  });
});

describe("the keys of an address", () => {
  const sourceOf = (jwksUrl: string) => ({ jwksFetch: jwksUrl, verifyOptions });

  it("are fetched once by all who ask at the same time, and kept for five minutes", async () => {
    const server = await startAuthorizationServer([maker.publicJwk]);
    const source = sourceOf(server.jwksUrl);
    const token = await maker.sign({ exp: NOW + 3600 });
    await Promise.all(Array.from({ length: 20 }, () => verifyJwsAccessToken(token, source)));
    passSeconds(299);
    await verifyJwsAccessToken(token, source);
    expect(server.asked).toHaveLength(1);
    // Withdrawn.
    server.answers.jwks = { keys: [(await makeTokenMaker("k2")).publicJwk] };
    passSeconds(1);
    await expect(verifyJwsAccessToken(token, source)).rejects.toMatchObject(refused("INVALID_TOKEN"));
    expect(server.asked).toHaveLength(2);
  });

  it("are fetched anew for a key that is not known, every thirty seconds at most", async () => {
    const server = await startAuthorizationServer([maker.publicJwk]);
    const source = sourceOf(server.jwksUrl);
    await verifyJwsAccessToken(await maker.sign(), source);
    const next = await makeTokenMaker("k2");
    server.answers.jwks = { keys: [maker.publicJwk, next.publicJwk] };
    expect(await verifyJwsAccessToken(await next.sign(), source)).toMatchObject({ sub: "user-1" });
    expect(server.asked).toHaveLength(2);

    const made = await Promise.all(["x", "y", "z"].map((kid) => maker.sign({}, { kid })));
    for (const token of made)
      await expect(verifyJwsAccessToken(token, source)).rejects.toMatchObject(refused("INVALID_TOKEN"));
    expect(server.asked).toHaveLength(2);
    passSeconds(30);
    for (const token of made)
      await expect(verifyJwsAccessToken(token, source)).rejects.toMatchObject(refused("INVALID_TOKEN"));
    expect(server.asked).toHaveLength(3);
  });

  it("that cannot be had are not the token's fault", async () => {
    const error = vi.spyOn(logger, "error").mockImplementation(() => {});
    const server = await startAuthorizationServer();
    const token = await maker.sign();
    for (const answer of [500, "<html>", {}, { keys: "none" }, null, { keys: [5] }]) {
      server.answers.jwks = answer;
      await expect(verifyJwsAccessToken(token, sourceOf(server.jwksUrl))).rejects.toMatchObject({
        name: "APIError",
        statusCode: 503,
        body: { code: "JWKS_UNAVAILABLE" },
      });
    }
    expect(error).toHaveBeenCalledTimes(6);
    server.answers.jwks = { keys: [maker.publicJwk] };
    await verifyJwsAccessToken(token, sourceOf(server.jwksUrl));
    await server.stop();
    passSeconds(300);
    await expect(verifyJwsAccessToken(await maker.sign(), sourceOf(server.jwksUrl))).rejects.toMatchObject({
      statusCode: 503,
    });
    error.mockRestore();
  });

  it("are given out", async () => {
    const server = await startAuthorizationServer([maker.publicJwk]);
    const token = await maker.sign();
    for (let i = 0; i < 2; i++)
      expect(await getJwks(token, { jwksFetch: server.jwksUrl })).toEqual({ keys: [maker.publicJwk] });
    expect(server.asked).toHaveLength(1);
    for (const wrong of ["", "a", "a.b", "a.b.c", undefined, 5])
      await expect(getJwks(wrong as string, { jwksFetch: server.jwksUrl })).rejects.toMatchObject(
        refused("INVALID_TOKEN"),
      );
  });
});

describe("a function that gets keys", () => {
  it("is asked for every token, or once for an object to keep them by", async () => {
    const jwksFetch = vi.fn(async () => ({ keys: [maker.publicJwk] }));
    for (let i = 0; i < 3; i++) await verifyJwsAccessToken(await maker.sign(), { jwksFetch, verifyOptions });
    expect(jwksFetch).toHaveBeenCalledTimes(3);
    const jwksCacheKey = {};
    for (let i = 0; i < 3; i++)
      await verifyJwsAccessToken(await maker.sign(), { jwksFetch, jwksCacheKey, verifyOptions });
    expect(jwksFetch).toHaveBeenCalledTimes(4);
    await verifyJwsAccessToken(await maker.sign(), { jwksFetch, jwksCacheKey: {}, verifyOptions });
    expect(jwksFetch).toHaveBeenCalledTimes(5);
  });

  it("that throws or has none leaves tokens unverified", async () => {
    const error = vi.spyOn(logger, "error").mockImplementation(() => {});
    for (const jwksFetch of [async () => undefined, () => Promise.reject(new Error("down"))])
      await expect(verifyJwsAccessToken(await maker.sign(), { jwksFetch, verifyOptions })).rejects.toMatchObject({
        statusCode: 503,
      });
    error.mockRestore();
  });
});
