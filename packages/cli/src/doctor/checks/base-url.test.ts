import { describe, expect, it } from "vitest";
import { SECRET, told } from "../../../test-support/doctor-facts";
import { baseURL } from "./base-url";

type Options = Parameters<typeof told>[1];
const judge = (options: Options, variables: Record<string, string> = {}, isProduction = true) =>
  told(baseURL, options, { environment: { BETTER_AUTH_SECRET: SECRET, ...variables }, isProduction });

describe("the base URL", () => {
  it.each([
    [{ baseURL: "https://shop.example.com" }, "well: https://shop.example.com/api/auth"],
    [{ baseURL: "https://shop.example.com/auth", basePath: "/auth/" }, "well: https://shop.example.com/auth"],
    [{ baseURL: { allowedHosts: ["a.example", "b.example"] } }, "well: one of a.example, b.example"],
  ] satisfies [Options, string][])("is well as %j", async (options, found) => {
    expect(await judge(options)).toEqual([found]);
  });

  it.each([
    [{}, "broken: there is none"],
    [{ baseURL: "http://shop.example.com" }, "broken: baseURL is http://shop.example.com, without https"],
    [
      { baseURL: "http://localhost:3000" },
      "broken: baseURL is http://localhost:3000, which only this machine can open",
    ],
    [
      { baseURL: "https://shop.example.com/?a=1#b" },
      "weak: baseURL has a query and a fragment in it, which does nothing",
    ],
    [
      { baseURL: "https://shop.example.com/auth", basePath: "/api/auth" },
      "broken: baseURL has the path /auth, and basePath is /api/auth",
    ],
  ] satisfies [Options, string][])("is not as %j", async (options, found) => {
    expect(await judge(options)).toEqual([found]);
  });

  it("may be missing, or plain, on a developer's machine", async () => {
    expect(await judge({}, {}, false)).toEqual(["weak: there is none"]);
    expect(await judge({ baseURL: "http://localhost:3000" }, {}, false)).toEqual([
      "well: http://localhost:3000/api/auth",
    ]);
  });

  it("is told by the variable that names it", async () => {
    expect(await judge({}, { NUXT_PUBLIC_AUTH_URL: "http://shop.example.com" })).toEqual([
      "broken: NUXT_PUBLIC_AUTH_URL is http://shop.example.com, without https",
    ]);
    expect((await judge({}, { BETTER_AUTH_URL: "shop.example.com" }))[0]).toMatch(/^broken: baseURL: expected .*URL/);
  });

  it("is the same for the clients of frameworks", async () => {
    const variables = { NEXT_PUBLIC_BETTER_AUTH_URL: "https://old.example.com" };
    expect(await judge({ baseURL: "https://shop.example.com" }, variables)).toEqual([
      "weak: NEXT_PUBLIC_BETTER_AUTH_URL is https://old.example.com, and the base URL is https://shop.example.com",
    ]);
  });
});
