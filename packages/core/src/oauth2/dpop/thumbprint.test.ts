import { exportJWK, generateKeyPair } from "jose";
import { describe, expect, it } from "vitest";
import { createDpopBindingError, createDpopProofError, isDpopBindingError, isDpopProofError } from "./errors";
import {
  deriveDpopAth,
  deriveDpopJkt,
  getConfirmationJkt,
  getDpopJktFromPayload,
  hasUnreadableJkt,
} from "./thumbprint";

describe("a thumbprint", () => {
  it("is that of the standard's example", async () => {
    // RFC 7638 §3.1
    const n =
      "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";
    const key = { kty: "RSA", n, e: "AQAB", alg: "RS256", kid: "2011-04-29" };
    expect(await deriveDpopJkt(key)).toBe("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    // RFC 9449 §7.1
    expect(await deriveDpopAth("Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU")).toBe(
      "fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo",
    );
  });

  it("of a private key is that of its public half", async () => {
    const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
    expect(await deriveDpopJkt(await exportJWK(privateKey))).toBe(await deriveDpopJkt(await exportJWK(publicKey)));
  });

  it("is found in the claims of a token that is bound", () => {
    expect(getDpopJktFromPayload({ sub: "u", cnf: { jkt: "thumbprint" } })).toBe("thumbprint");
    expect(getConfirmationJkt({ jkt: "thumbprint" })).toBe("thumbprint");
    for (const cnf of [undefined, null, "text", 5, [], {}, { jkt: "" }, { jkt: 5 }, { "x5t#S256": "other" }]) {
      expect(getConfirmationJkt(cnf)).toBeUndefined();
      expect(getDpopJktFromPayload({ cnf })).toBeUndefined();
    }
    for (const payload of [undefined, null, "text", 5]) expect(getDpopJktFromPayload(payload)).toBeUndefined();
  });

  it("that cannot be read is told from none", () => {
    for (const cnf of [null, "text", 5, { jkt: "" }, { jkt: 5 }, { jkt: null }])
      expect(hasUnreadableJkt({ cnf })).toBe(true);
    for (const cnf of [undefined, {}, { jkt: "a" }, { "x5t#S256": "a" }]) expect(hasUnreadableJkt({ cnf })).toBe(false);
  });
});

describe("errors of DPoP", () => {
  it("are told by their code", () => {
    const cause = new Error("why");
    const proof = createDpopProofError("invalid_dpop_proof", "expired", { cause });
    const binding = createDpopBindingError("invalid_token", "not bound");
    expect(proof).toMatchObject({ code: "invalid_dpop_proof", message: "expired", cause });
    expect(binding).toMatchObject({ code: "invalid_token", message: "not bound" });
    expect([isDpopProofError(proof), isDpopBindingError(proof)]).toEqual([true, true]);
    expect([isDpopProofError(binding), isDpopBindingError(binding)]).toEqual([false, true]);
    for (const other of [undefined, null, 5, "invalid_token", new Error("invalid_token"), { code: "invalid_token" }])
      expect([isDpopProofError(other), isDpopBindingError(other)]).toEqual([false, false]);
  });
});
