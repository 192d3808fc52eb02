import fc from "fast-check";
import { calculateJwkThumbprint } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { isAPIError } from "../../error";
import { FIFTY, RACE } from "../../test-support/races";
import { METHOD, makeProofMaker, type ProofMaker, URL_OF_REQUEST } from "../dpop/fixtures/proofs";
import { createInMemoryDpopReplayStore } from "../dpop/replay-store";
import { deriveDpopAth } from "../dpop/thumbprint";
import {
  type ResourceRequestInput,
  requestToResourceInput,
  type VerifyAccessTokenRequestOptions,
  verifyAccessTokenRequest,
} from "./access-token-request";
import { makeTokenMaker, type TokenMaker, verifyOptions } from "./fixtures/authorization-server";

let tokens: TokenMaker;
let proofs: ProofMaker;
let bound: string;
let free: string;
beforeAll(async () => {
  tokens = await makeTokenMaker("k1");
  proofs = await makeProofMaker();
  free = await tokens.sign();
  bound = await tokens.sign({ cnf: { jkt: await calculateJwkThumbprint(proofs.publicJwk) } });
});
const options = (more: Partial<VerifyAccessTokenRequestOptions> = {}): VerifyAccessTokenRequestOptions => ({
  jwksFetch: async () => ({ keys: [tokens.publicJwk] }),
  verifyOptions,
  ...more,
});
const prove = async (claims: object = {}) => proofs.prove({ ath: await deriveDpopAth(bound), ...claims });
const input = (more: Partial<ResourceRequestInput>): ResourceRequestInput => ({
  method: METHOD,
  url: URL_OF_REQUEST,
  ...more,
});

/** The answer that a request gets: status, code, the standard's error, and the challenge. */
async function answer(more: Partial<ResourceRequestInput>, settings = options()): Promise<unknown[]> {
  const error: unknown = await verifyAccessTokenRequest(input(more), settings).then(
    () => "it was let in",
    (reason: unknown) => reason,
  );
  if (!isAPIError(error)) throw error;
  return [error.statusCode, error.body?.code, error.body?.error, new Headers(error.headers).get("www-authenticate")];
}

describe("a request with an access token", () => {
  it("is read from a Request", () => {
    const headers = { authorization: "DPoP a", dpop: "b" };
    expect(requestToResourceInput(new Request(`${URL_OF_REQUEST}?page=2`, { method: "POST", headers }))).toEqual({
      authorizationHeader: "DPoP a",
      dpopProofJwt: "b",
      method: "POST",
      url: `${URL_OF_REQUEST}?page=2`,
    });
    expect(requestToResourceInput(new Request(URL_OF_REQUEST))).toEqual({
      authorizationHeader: null,
      dpopProofJwt: null,
      method: "GET",
      url: URL_OF_REQUEST,
    });
  });

  it("is let in as a bearer", async () => {
    for (const scheme of ["Bearer", "bearer"]) {
      const request = new Request(URL_OF_REQUEST, { headers: { authorization: `${scheme} ${free}` } });
      const claims = await verifyAccessTokenRequest(
        requestToResourceInput(request),
        options({ requiredScopes: ["read"] }),
      );
      expect(claims).toMatchObject({ sub: "user-1", client_id: "client-1" });
    }
  });

  it("is let in with a proof of its key, once, though no store is given", async () => {
    const headers = { authorization: `DPoP ${bound}`, dpop: await prove() };
    const request = new Request(`${URL_OF_REQUEST}?page=2`, { headers });
    expect(await verifyAccessTokenRequest(requestToResourceInput(request), options())).toMatchObject({ sub: "user-1" });
    expect(await answer(requestToResourceInput(request))).toEqual([
      401,
      "INVALID_DPOP_PROOF",
      "invalid_dpop_proof",
      'DPoP algs="EdDSA ES256 ES512 PS256 RS256", error="invalid_dpop_proof", error_description="DPoP proof jti has already been used"',
    ]);
  });

  it("is let in once of fifty times at once", RACE, async () => {
    const stores = [undefined, createInMemoryDpopReplayStore()];
    for (const replayStore of stores) {
      const request = input({ authorizationHeader: `DPoP ${bound}`, dpopProofJwt: await prove() });
      const settings = options({ dpop: { replayStore } });
      const outcomes = await Promise.allSettled(FIFTY.map(() => verifyAccessTokenRequest(request, settings)));
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    }
  });

  it("is offered both schemes when it has no token", async () => {
    const offers = 'Bearer, DPoP algs="EdDSA ES256 ES512 PS256 RS256"';
    for (const authorizationHeader of [undefined, null, "", " "])
      expect(await answer({ authorizationHeader })).toEqual([401, "MISSING_ACCESS_TOKEN", undefined, offers]);
    const settings = options({ dpop: { signingAlgorithms: ["ES256"] } });
    expect((await answer({}, settings))[3]).toBe('Bearer, DPoP algs="ES256"');
  });

  it("is refused for a token that does not fit its scheme", async () => {
    const proof = { dpopProofJwt: await prove() };
    const token = [401, "INVALID_TOKEN", "invalid_token"];
    for (const [authorizationHeader, scheme] of [
      [`Bearer ${bound}`, "Bearer"],
      [`DPoP ${free}`, "DPoP"],
      [free, "Bearer"],
      ["Basic YTpi", "Bearer"],
      ["Bearer a b", "Bearer"],
      ["DPoP a.b.c", "DPoP"],
    ] as const) {
      const [status, code, error, challenge] = await answer({ ...proof, authorizationHeader });
      expect([status, code, error], authorizationHeader).toEqual(token);
      expect(challenge).toMatch(new RegExp(`^${scheme} .*error="invalid_token"`));
    }
  });

  it("is refused for its proof", async () => {
    const authorizationHeader = `DPoP ${bound}`;
    const stranger = await makeProofMaker();
    for (const dpopProofJwt of [
      undefined,
      "",
      "a.b.c",
      await proofs.prove(),
      await stranger.prove({ ath: await deriveDpopAth(bound) }),
      await prove({ htu: "https://api.example.com/other" }),
      `${await prove()}, ${await prove()}`,
    ]) {
      const [status, code, , challenge] = await answer({ authorizationHeader, dpopProofJwt });
      expect([status, code]).toEqual([401, "INVALID_DPOP_PROOF"]);
      expect(challenge).toMatch(/^DPoP .*error="invalid_dpop_proof"/);
    }
    const late = await prove({ iat: Math.floor(Date.now() / 1000) - 30 });
    const settings = options({ dpop: { proofMaxAgeSeconds: 10 } });
    expect((await answer({ authorizationHeader, dpopProofJwt: late }, settings))[1]).toBe("INVALID_DPOP_PROOF");
  });

  it("is refused for its scopes only after its proof", async () => {
    const settings = options({ requiredScopes: ["admin"] });
    const authorizationHeader = `DPoP ${bound}`;
    expect((await answer({ authorizationHeader }, settings))[1]).toBe("INVALID_DPOP_PROOF");
    const [status, code, error, challenge] = await answer(
      { authorizationHeader, dpopProofJwt: await prove() },
      settings,
    );
    expect([status, code, error]).toEqual([403, "INSUFFICIENT_SCOPE", "insufficient_scope"]);
    expect(challenge).toMatch(/^DPoP .*error="insufficient_scope".*scope="admin"$/);
    expect((await answer({ authorizationHeader: `Bearer ${free}` }, settings))[3]).toMatch(/^Bearer error=/);
  });

  it("may say anything at all, and is then refused", async () => {
    const scheme = fc.constantFrom("Bearer ", "DPoP ", "bearer  ", "", "Basic ");
    const token = fc.oneof(fc.string({ unit: "binary" }), fc.string(), fc.constantFrom(bound, `${free}x`, "a.b.c"));
    const header = fc.oneof(
      fc.anything(),
      fc.tuple(scheme, token).map((parts) => parts.join("")),
    );
    const proof = fc.oneof(fc.anything(), fc.string(), fc.constantFrom("a.b.c", bound));
    const property = fc.asyncProperty(header, proof, fc.string(), fc.string(), async (given, dpop, method, url) => {
      const request = { authorizationHeader: given as string, dpopProofJwt: dpop as string, method, url };
      const [status, code] = await answer(request);
      expect([status, typeof code]).toEqual([401, "string"]);
    });
    await fc.assert(property, { numRuns: 500 });
  }, 30_000);
});
