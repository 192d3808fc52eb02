import { describe, expect, it } from "vitest";
import { SECRET, told } from "../../../test-support/doctor-facts";
import { origins } from "./origins";

const baseURL = "https://shop.example.com";
const judge = (trustedOrigins: string[], isProduction = true) =>
  told(origins, { baseURL, trustedOrigins }, { isProduction });

describe("trusted origins", () => {
  it.each(["https://app.example.com", "https://*.preview.example.com", "*.example.org", "myapp://"])(
    "may have %s",
    async (entry) => {
      expect(await judge([entry])).toEqual([`well: ${entry}`]);
    },
  );

  it.each([
    ["*", "everybody"],
    ["https://*", "everybody"],
    ["https://*:*", "everybody"],
    ["https://*.com", "sites of strangers"],
    ["*.co.uk", "sites of strangers"],
    ["https://*.vercel.app", "sites of strangers"],
    ["https://*example.com", "sites of strangers"],
    ["https://shop.example.co?", "sites of strangers"],
    ["http*://shop.example.com*", "everybody"],
  ])("may not have %s", async (entry, who) => {
    expect(await judge([entry])).toEqual([`broken: trustedOrigins has ${entry}, which lets in ${who}`]);
    expect(await judge([entry], false)).toEqual([`weak: trustedOrigins has ${entry}, which lets in ${who}`]);
  });

  it("are https, and no developer's machine, in production", async () => {
    expect(await judge(["http*://app.example.com"])).toEqual([
      "weak: trustedOrigins has http*://app.example.com, without https",
    ]);
    expect(await judge(["http://app.example.com"])).toEqual([
      "weak: trustedOrigins has http://app.example.com, without https",
    ]);
    expect(await judge(["http://localhost:5173"])).toEqual([
      "weak: trustedOrigins has http://localhost:5173 in production",
    ]);
    expect(await judge(["http://localhost:5173"], false)).toEqual(["well: http://localhost:5173"]);
  });

  it("may be every host below a suffix that no stranger can have a name of", async () => {
    const entries = ["http://*.localhost:3000", "https://*.test", "https://*.internal"];
    expect(await judge(entries, false)).toEqual([`well: ${entries.join(", ")}`]);
    expect(await judge(["http://*.localhost:3000"])).toEqual([
      "weak: trustedOrigins has http://*.localhost:3000 in production",
    ]);
  });

  it("come from the environment, too", async () => {
    const environment = { BETTER_AUTH_SECRET: SECRET, BETTER_AUTH_TRUSTED_ORIGINS: "https://a.example.com, *" };
    expect(await told(origins, { baseURL }, { environment })).toEqual([
      "broken: trustedOrigins has *, which lets in everybody",
    ]);
  });
});

describe("allowed hosts", () => {
  it.each([
    ["*", "every host"],
    ["*.com", "a host of strangers"],
  ])("may not be %s", async (host, who) => {
    expect(await told(origins, { baseURL: { allowedHosts: ["shop.example.com", host] } })).toEqual([
      `broken: baseURL.allowedHosts has ${host}, which ${who} matches`,
    ]);
  });
  it("may be one's own, with any port", async () => {
    const hosts = ["*.example.com", "localhost:*"];
    expect(await told(origins, { baseURL: { allowedHosts: hosts } })).toEqual([
      "well: the base URL's own, and no other",
    ]);
  });
});
