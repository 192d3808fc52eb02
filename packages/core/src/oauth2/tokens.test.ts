import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { getPrimaryClientId } from "./client-id";
import { parseStringBoolean } from "./parse-string-boolean";
import { mergeScopes, splitScopes } from "./scopes";
import { applyDefaultAccessTokenExpiry, getOAuth2Tokens } from "./tokens";

const NOW = Date.UTC(2030, 0, 15, 12);
const inSeconds = (seconds: number) => new Date(NOW + seconds * 1000);
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("the answer of a token endpoint", () => {
  it("is put in our words", () => {
    const raw = {
      access_token: "a",
      refresh_token: "r",
      id_token: "i",
      token_type: "bearer",
      expires_in: 3600,
      refresh_token_expires_in: "7200",
      scope: "openid email",
      team: { id: 1 },
    };
    expect(getOAuth2Tokens(raw)).toEqual({
      accessToken: "a",
      refreshToken: "r",
      idToken: "i",
      tokenType: "bearer",
      accessTokenExpiresAt: inSeconds(3600),
      refreshTokenExpiresAt: inSeconds(7200),
      scopes: ["openid", "email"],
      raw,
    });
  });

  it.each<[unknown, Date | undefined]>([
    [3600, inSeconds(3600)],
    ["3600", inSeconds(3600)],
    ["0.5", inSeconds(0.5)],
    [0, undefined],
    ["0", undefined],
    [-5, undefined],
    ["-5", undefined],
    ["abc", undefined],
    ["", undefined],
    [" 5", undefined],
    ["1e3", undefined],
    ["0x10", undefined],
    [null, undefined],
    [true, undefined],
    [[60], undefined],
    [{}, undefined],
    [Number.NaN, undefined],
    [Number.POSITIVE_INFINITY, undefined],
    // Said of tokens that do not end; 2094 is no year of a column of MySQL.
    [2 ** 31 - 1, undefined],
    [Number.MAX_SAFE_INTEGER, undefined],
    ["9".repeat(400), undefined],
  ])("with %j as seconds ends at %s", (seconds, end) => {
    expect(getOAuth2Tokens({ expires_in: seconds }).accessTokenExpiresAt).toEqual(end);
    expect(getOAuth2Tokens({ refresh_token_expires_in: seconds }).refreshTokenExpiresAt).toEqual(end);
    expect(getOAuth2Tokens({ refresh_expires_in: seconds }).refreshTokenExpiresAt).toEqual(end);
  });

  it.each<[unknown, string[]]>([
    ["read:user,user:email", ["read:user", "user:email"]],
    ["a b", ["a", "b"]],
    [" a, b\tc ", ["a", "b", "c"]],
    [
      ["x", "y z"],
      ["x", "y", "z"],
    ],
    [["x", 1, null], ["x"]],
    ["", []],
    [undefined, []],
    [5, []],
    [{}, []],
  ])("with %j as scope grants %j", (scope, scopes) => {
    expect(getOAuth2Tokens({ scope }).scopes).toEqual(scopes);
  });

  it("never throws, never gives anything but texts and times", () => {
    const names = fc.constantFrom(
      ...["access_token", "refresh_token", "id_token", "token_type", "scope", "expires_in", "refresh_token_expires_in"],
    );
    fc.assert(
      fc.property(fc.dictionary(names, fc.jsonValue()), (data) => {
        const { raw, scopes, accessTokenExpiresAt, refreshTokenExpiresAt, ...texts } = getOAuth2Tokens(data);
        expect(raw).toBe(data);
        for (const text of [...Object.values(texts), ...(scopes ?? [])])
          expect(["string", "undefined"]).toContain(typeof text);
        for (const time of [accessTokenExpiresAt, refreshTokenExpiresAt]) {
          if (time !== undefined) expect(time.getTime()).toBeGreaterThanOrEqual(NOW);
        }
      }),
    );
  });
});

it("a default end is for tokens without one", () => {
  const end = inSeconds(60);
  expect(applyDefaultAccessTokenExpiry({ accessToken: "a" }, 60)).toEqual({
    accessToken: "a",
    accessTokenExpiresAt: end,
  });
  const ends = { accessToken: "a", accessTokenExpiresAt: new Date(0) };
  expect(applyDefaultAccessTokenExpiry(ends, 60)).toEqual(ends);
  for (const seconds of [undefined, 0])
    expect(applyDefaultAccessTokenExpiry({ accessToken: "a" }, seconds)).toEqual({ accessToken: "a" });
});

describe("scopes", () => {
  it.each<[string | null | undefined, string[] | undefined, string]>([
    [undefined, undefined, ""],
    [null, [], ""],
    ["", ["x"], "x"],
    ["a,b", undefined, "a,b"],
    ["a,b", ["b", "c"], "a,b,c"],
    ["b,a", ["a"], "b,a"],
    [null, ["x", "x"], "x"],
    ["a b", ["b"], "a,b"],
    [undefined, ["a,b", "b c"], "a,b,c"],
  ])("%j and %j are %j", (stored, incoming, merged) => {
    expect(mergeScopes(stored, incoming)).toBe(merged);
  });

  it("are each stored once, none is lost, and merging them again changes nothing", () => {
    const scope = fc.stringMatching(/^[a-z:/._-]{1,8}$/);
    fc.assert(
      fc.property(fc.array(scope), fc.array(scope), (before, incoming) => {
        const merged = mergeScopes(before.join(","), incoming);
        expect(new Set(splitScopes(merged))).toEqual(new Set([...before, ...incoming]));
        expect(splitScopes(merged)).toHaveLength(new Set([...before, ...incoming]).size);
        expect(mergeScopes(merged, incoming)).toBe(merged);
      }),
    );
  });
});

it.each<[unknown, boolean | undefined]>([
  [true, true],
  ["true", true],
  [false, false],
  ["false", false],
  ["TRUE", undefined],
  ["1", undefined],
  [1, undefined],
  [0, undefined],
  ["", undefined],
  [null, undefined],
  [undefined, undefined],
])("%j as a boolean is %s", (value, expected) => {
  expect(parseStringBoolean(value)).toBe(expected);
});

it.each<[string | string[] | null | undefined, string | undefined]>([
  ["a", "a"],
  [["a", "b"], "a"],
  [[], undefined],
  ["", undefined],
  [["", "b"], undefined],
  [null, undefined],
  [undefined, undefined],
])("of the client ids %j the first is %s", (clientId, expected) => {
  expect(getPrimaryClientId(clientId)).toBe(expected);
});
