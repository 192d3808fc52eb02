import { expect, it } from "vitest";
import { betterAuth } from "../auth";
import { memoryStorage } from "../test-support/memory-storage";
import type { BetterAuthOptions } from "../types";

const make = (options: Record<string, unknown>) => betterAuth(options as BetterAuthOptions);

it.each(["get", "set", "delete", "getAndDelete", "increment"])(
  "a secondary storage without %s is refused at once, by the name of the method and with the mend",
  (method) => {
    const { [method]: _missing, ...rest } = memoryStorage() as unknown as Record<string, unknown>;
    expect(() => make({ secondaryStorage: rest })).toThrow(
      new RegExp(`^secondaryStorage\\.${method}: expected a function\\. Add it: ${method}\\(`),
    );
    expect(() => make({ secondaryStorage: memoryStorage() })).not.toThrow();
  },
);

it.each([null, "redis://localhost", () => ({})])(
  "a secondary storage that is none is refused: %s",
  (secondaryStorage) => {
    expect(() => make({ secondaryStorage })).toThrow(/^secondaryStorage: expected an object with get, set, /);
  },
);

it("a form of stored tokens that is none is refused", () => {
  expect(() => make({ session: { storeToken: "sha1" } })).toThrow('session.storeToken: expected "plain" or "hashed"');
});
