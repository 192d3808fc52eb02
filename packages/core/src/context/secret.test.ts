import { afterEach, describe, expect, it, vi } from "vitest";
import type { BetterAuthOptions, SecretConfig } from "../types";
import { checkOptions } from "./check-options";
import { resolveSecret } from "./secret";

const A = "kP3vX9qLs7TzB2nWm5RdYc8HfJ4gUe6A";
const B = "Zr8mQ1wEt6YuI3oPa5SdFg7HjK9lXc2V";
const silent = { debug() {}, info() {}, success() {}, warn() {}, error() {}, level: "error" as const };
const resolve = (options: BetterAuthOptions) => resolveSecret(options, true, null, silent);

afterEach(() => {
  vi.unstubAllEnvs();
});
const setEnvironment = (variables: Record<string, string>) => {
  for (const name of ["BETTER_AUTH_SECRETS", "BETTER_AUTH_SECRET", "AUTH_SECRET"])
    vi.stubEnv(name, variables[name] ?? "");
};

describe("the secrets of an instance", () => {
  it("come from the options, then from the environment", () => {
    setEnvironment({ BETTER_AUTH_SECRET: B });
    expect(resolve({ secret: A })).toEqual({ secret: A, config: A });
    expect(resolve({})).toEqual({ secret: B, config: B });
    setEnvironment({ AUTH_SECRET: B });
    expect(resolve({})).toEqual({ secret: B, config: B });
  });

  it("in rotation: the first one signs, the single one is read", () => {
    setEnvironment({ BETTER_AUTH_SECRETS: `2:${B},1:${A}`, AUTH_SECRET: A });
    const config: SecretConfig = {
      keys: new Map([
        [2, B],
        [1, A],
      ]),
      currentVersion: 2,
      legacySecret: A,
    };
    expect(resolve({})).toEqual({ secret: B, config });
    expect(resolve({ secrets: [{ version: 5, value: A }] })).toMatchObject({
      secret: A,
      config: { currentVersion: 5 },
    });
  });

  it("are none that everybody knows, not even the older ones", () => {
    const known = "better-auth-secret-12345678901234567890";
    setEnvironment({});
    const refusal = "got the publicly known one of development among the older ones";
    const rotated = [
      { version: 2, value: A },
      { version: 1, value: known },
    ];
    expect(() => resolve({ secrets: rotated })).toThrow(refusal);
    expect(() => resolve({ secrets: rotated.slice(0, 1), secret: known })).toThrow(refusal);
    expect(() => resolve({ secret: known })).toThrow("expected a secret of your own in production, got none");
    expect(resolveSecret({ secrets: rotated }, false, null, silent).secret).toBe(A);
  });

  it("are never empty", () => {
    setEnvironment({});
    expect(() => resolve({ secret: "" })).toThrow("expected a secret of your own in production, got none");
    setEnvironment({ AUTH_SECRET: B });
    expect(resolve({ secret: "" })).toEqual({ secret: B, config: B });
  });
});

describe("secrets in rotation that could not be read again", () => {
  it.each<[string, unknown, string]>([
    ["no list", { version: 1, value: A }, "secrets: expected an array"],
    ["an entry that is none", [null], "secrets[0].version: expected a whole number"],
    ["a version that is no number", [{ version: "1", value: A }], "secrets[0].version"],
    ["a negative version", [{ version: -1, value: A }], "secrets[0].version"],
    [
      "a version twice",
      [
        { version: 1, value: B },
        { version: 1, value: A },
      ],
      "secrets[1].version: expected each version once",
    ],
    ["an empty secret", [{ version: 1, value: "" }], "secrets[0].value: expected a secret"],
    ["a secret that is no text", [{ version: 1, value: 5 }], "secrets[0].value"],
  ])("are refused: %s", (_name, secrets, message) => {
    expect(() => checkOptions({ secrets } as BetterAuthOptions)).toThrow(message);
  });

  it.each<[string, string]>([
    ["x:abc", "whole numbers as versions"],
    [":abc", "whole numbers as versions"],
    ["abc", "whole numbers as versions"],
    ["-1:abc", "whole numbers as versions"],
    ["1:", "BETTER_AUTH_SECRETS[0].value"],
    ["1:abc,1:def", "BETTER_AUTH_SECRETS[1].version"],
  ])("are refused in the environment: %s", (text, message) => {
    setEnvironment({ BETTER_AUTH_SECRETS: text });
    expect(() => resolve({})).toThrow(message);
  });
});
