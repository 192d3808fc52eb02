import { calculateJwkThumbprint } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { type EnforceDpopBindingParams, enforceDpopBinding } from "./enforce-binding";
import { METHOD, makeProofMaker, type ProofMaker, URL_OF_REQUEST } from "./fixtures/proofs";
import { createInMemoryDpopReplayStore } from "./replay-store";
import { deriveDpopAth } from "./thumbprint";

const token = "access-token";
const dpop = { scheme: "DPoP", token } as const;
const bearer = { scheme: "Bearer", token } as const;
let maker: ProofMaker;
let bound: { cnf: { jkt: string } };
beforeAll(async () => {
  maker = await makeProofMaker();
  bound = { cnf: { jkt: await calculateJwkThumbprint(maker.publicJwk) } };
});
const prove = async (claims: object = {}) => maker.prove({ ath: await deriveDpopAth(token), ...claims });
const enforce = (
  more: Pick<EnforceDpopBindingParams, "payload" | "authorization"> & Partial<EnforceDpopBindingParams>,
) => enforceDpopBinding({ method: METHOD, url: URL_OF_REQUEST, ...more });

describe("a token that is bound to a key", () => {
  it("passes with a proof of the key, once where that is remembered", async () => {
    const replayStore = createInMemoryDpopReplayStore();
    const request = { payload: bound, authorization: dpop, proofJwt: await prove(), replayStore };
    await enforce(request);
    await expect(enforce(request)).rejects.toMatchObject({ code: "invalid_dpop_proof" });
  });

  it("is no bearer token, with or without a proof", async () => {
    for (const proofJwt of [undefined, await prove()])
      for (const authorization of [bearer, { scheme: "Unknown", token } as const])
        await expect(enforce({ payload: bound, authorization, proofJwt })).rejects.toMatchObject({
          code: "invalid_token",
        });
  });

  it("needs a proof, of its own key and for itself", async () => {
    const other = await makeProofMaker();
    const wrong = [
      undefined,
      null,
      "",
      "a.b.c",
      await other.prove({ ath: await deriveDpopAth(token) }),
      await maker.prove(),
      await prove({ ath: await deriveDpopAth("another token") }),
      await prove({ htm: "POST" }),
      await prove({ iat: Math.floor(Date.now() / 1000) - 400 }),
    ];
    for (const proofJwt of wrong)
      await expect(enforce({ payload: bound, authorization: dpop, proofJwt })).rejects.toMatchObject({
        code: "invalid_dpop_proof",
      });
  });

  it("is not taken for a free one because its key cannot be read", async () => {
    for (const cnf of ["text", null, { jkt: 5 }, { jkt: "" }])
      for (const authorization of [bearer, dpop])
        await expect(enforce({ payload: { cnf }, authorization, proofJwt: await prove() })).rejects.toMatchObject({
          code: "invalid_token",
        });
  });

  it("follows the settings of proofs", async () => {
    const request = { payload: bound, authorization: dpop };
    const proofJwt = await prove({ iat: Math.floor(Date.now() / 1000) - 10 });
    await enforce({ ...request, proofJwt, proofMaxAgeSeconds: 20 });
    for (const settings of [{ proofMaxAgeSeconds: 5 }, { signingAlgorithms: ["RS256"] as const }])
      await expect(enforce({ ...request, proofJwt, ...settings })).rejects.toMatchObject({
        code: "invalid_dpop_proof",
      });
  });
});

describe("a token that is bound to no key", () => {
  it("passes as a bearer token, and never in the scheme for bound ones", async () => {
    await enforce({ payload: { sub: "u" }, authorization: bearer });
    await enforce({ payload: { sub: "u" }, authorization: bearer, proofJwt: "not looked at" });
    await expect(
      enforce({ payload: { sub: "u" }, authorization: dpop, proofJwt: await prove() }),
    ).rejects.toMatchObject({
      code: "invalid_token",
    });
  });
});
