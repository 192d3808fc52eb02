import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ecKey, hmacToken, rsaKey, serveKeys, signToken, unsignedToken } from "./fixtures/signed-tokens";
import { validateToken } from "./validate-token";

const NOW = Date.UTC(2030, 0, 15, 12) / 1000;
const RSA = rsaKey("rsa");
const EC = ecKey("ec");
const claims = { iss: "https://id.example.com", aud: "client", sub: "s", exp: NOW + 60 };
const validate = (token: string, options?: Parameters<typeof validateToken>[2]) =>
  validateToken(token, "https://id.example.com/jwks", options);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW * 1000 });
  serveKeys(RSA, EC);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a token", () => {
  it("that is right gives its claims and its header", async () => {
    expect(await validate(signToken(RSA, claims))).toEqual({
      payload: claims,
      protectedHeader: { alg: "RS256", kid: "rsa" },
    });
    expect((await validate(signToken(EC, claims))).payload).toEqual(claims);
    const options = { audience: ["x", "client"], issuer: claims.iss, algorithms: ["RS256"], requiredClaims: ["sub"] };
    expect((await validate(signToken(RSA, claims), options)).payload).toEqual(claims);
  });

  it.each<[string, string, Parameters<typeof validateToken>[2], string]>([
    ["another audience", signToken(RSA, claims), { audience: "other" }, "ERR_JWT_CLAIM_VALIDATION_FAILED"],
    ["another issuer", signToken(RSA, claims), { issuer: ["other"] }, "ERR_JWT_CLAIM_VALIDATION_FAILED"],
    ["another algorithm", signToken(RSA, claims), { algorithms: ["ES256"] }, "ERR_JOSE_ALG_NOT_ALLOWED"],
    ["a claim too few", signToken(RSA, claims), { requiredClaims: ["scope"] }, "ERR_JWT_CLAIM_VALIDATION_FAILED"],
    ["no end left", signToken(RSA, { ...claims, exp: NOW - 10 }), {}, "ERR_JWT_EXPIRED"],
    ["no signature", unsignedToken(claims), { algorithms: ["none"] }, "ERR_JOSE_ALG_NOT_ALLOWED"],
    [
      "a shared secret",
      hmacToken("x", claims, { alg: "HS256" }),
      { algorithms: ["HS256"] },
      "ERR_JOSE_ALG_NOT_ALLOWED",
    ],
    ["nothing right", "garbage", {}, "ERR_JWS_INVALID"],
  ])("with %s is refused", async (_, token, options, code) => {
    await expect(validate(token, options)).rejects.toMatchObject({ code });
  });

  it("may be over for as long as clocks may differ", async () => {
    const over = signToken(RSA, { ...claims, exp: NOW - 10 });
    expect((await validate(over, { clockTolerance: 11 })).payload.sub).toBe("s");
    await expect(validate(over, { clockTolerance: 9 })).rejects.toMatchObject({ code: "ERR_JWT_EXPIRED" });
  });
});
