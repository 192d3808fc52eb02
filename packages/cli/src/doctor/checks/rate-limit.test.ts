import { describe, expect, it } from "vitest";
import { factsOf, SECRET, told } from "../../../test-support/doctor-facts";
import { rateLimit } from "./rate-limit";

const baseURL = "https://shop.example.com";
const environment = { BETTER_AUTH_SECRET: SECRET };

describe("the rate limit", () => {
  it("is well when a store counts that all processes share", async () => {
    expect(await told(rateLimit, { baseURL, rateLimit: { storage: "database" } })).toEqual([
      "well: 100 requests in 10 seconds, fewer for sign-ins",
    ]);
    expect(await told(rateLimit, { baseURL }, { isProduction: false })).toEqual(["well: off here; on in production"]);
  });

  it("is not when it is off, forgets, or leaves something out", async () => {
    expect(await told(rateLimit, { baseURL, rateLimit: { enabled: false } })).toEqual([
      "broken: rateLimit.enabled is false",
    ]);
    expect(await told(rateLimit, { baseURL })).toEqual(["weak: requests are counted in the memory of each process"]);
    const [finding] = rateLimit.run(await factsOf({ baseURL }, { environment: { ...environment, VERCEL: "1" } }));
    expect(finding?.why).toContain("Vercel");
    const customRules = { "/sign-in/email": false } as const;
    expect(await told(rateLimit, { baseURL, rateLimit: { storage: "database", customRules } })).toEqual([
      "weak: rateLimit.customRules turns the limit off for /sign-in/email",
    ]);
  });

  it("is broken when the store that is named cannot count", async () => {
    expect((await told(rateLimit, { baseURL, rateLimit: { storage: "secondary-storage" } }))[0]).toMatch(
      /^broken: secondaryStorage: .*limited is refused/,
    );
  });
});
