// As a user's compiler and editor see the packages: built, packed, installed.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countTypes } from "./consumer/budgets.mjs";
import { readDeclarations } from "./consumer/declarations.mjs";
import { readHovers } from "./consumer/hover.mjs";
import { installConsumer } from "./consumer/install.mjs";
import { combinations, runMatrix } from "./consumer/matrix.mjs";

const MINUTE = 60_000;

let consumer;
beforeAll(async () => {
  consumer = await installConsumer();
}, 2 * MINUTE);
afterAll(() => consumer?.remove());

describe.each(["5.9", "6.0"])("what the types cost, by TypeScript %s", (version) => {
  const budgets = {
    "no-plugins": { instantiations: 6_000, files: 40 },
    // Half of its files are declarations of SimpleWebAuthn, whose options the passkey plugin has.
    "sign-in-plugins": { instantiations: 10_000, files: 60 },
    "all-plugins": { instantiations: 20_000, files: 40 },
  };

  it("stays within the budgets", { timeout: 2 * MINUTE }, async () => {
    const counts = await countTypes(consumer, version);
    expect(counts.map(({ app }) => app)).toEqual(Object.keys(budgets));
    for (const { app, ...count } of counts) {
      expect(count.errors).toEqual([]);
      // An application that resolves to nothing costs nothing.
      expect(count.instantiations).toBeGreaterThan(1000);
      expect(count.instantiations, app).toBeLessThanOrEqual(budgets[app].instantiations);
      expect(count.files, app).toBeLessThanOrEqual(budgets[app].files);
    }
  });
});

describe("who can compile an application", () => {
  it("everybody", { timeout: 10 * MINUTE }, async () => {
    const results = await runMatrix(consumer);
    expect(results).toHaveLength(combinations.length);
    expect(Object.fromEntries(results.map(({ name, errors }) => [name, errors]))).toEqual(
      Object.fromEntries(results.map(({ name }) => [name, []])),
    );
  });
});

describe("what the declarations say", () => {
  /** Where a type gives up on purpose, and why. */
  const allowed = {
    "@better-auth/core: AnyEndpoint.()": "the one signature that every endpoint is assignable to",
    "@better-auth/core: BetterAuthPlugin.options":
      "each plugin has options of its own; a record would refuse interfaces",
    "@better-auth/core: GenericEndpointContext": "hooks and helpers read bodies of endpoints that they do not know",
    "@better-auth/client: SuccessContext": "a hook is shared by calls with different answers",
  };

  it("nothing is any, but for the listed", () => {
    expect(consumer.packages.flatMap((one) => readDeclarations(one).anys).sort()).toEqual(Object.keys(allowed).sort());
  });

  it("no type of a bundled library is named", () => {
    expect(consumer.packages.flatMap((one) => readDeclarations(one).bundled)).toEqual([]);
  });
});

describe("what an editor shows", () => {
  const LONGEST = 300;

  it("is short, and reads as in hovers.txt", { timeout: MINUTE }, async () => {
    const hovers = Object.entries(readHovers(consumer));
    for (const [place, text] of hovers) expect(text.length, place).toBeLessThanOrEqual(LONGEST);
    const page = hovers.map(([place, text]) => `${place}\n${text.replace(/^/gm, "  ")}\n`).join("\n");
    await expect(page).toMatchFileSnapshot("hovers.txt");
  });
});
