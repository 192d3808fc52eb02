import { describe, expect, it } from "vitest";
import { told } from "../../../test-support/doctor-facts";
import { cookieSize } from "./cookie-size";
import { cookies } from "./cookies";

const baseURL = "https://shop.example.com";
type Advanced = NonNullable<Parameters<typeof told>[1]["advanced"]>;
const judge = (advanced: Advanced, isProduction = true) => told(cookies, { baseURL, advanced }, { isProduction });
const TOKEN = "better-auth.session_token";

describe("cookies", () => {
  it("are well as they are by themselves", async () => {
    expect(await judge({})).toEqual([`well: __Secure-${TOKEN}, Secure, HttpOnly, SameSite=lax`]);
    expect(await told(cookies, { baseURL: "http://localhost:3000" }, { isProduction: false })).toEqual([
      `well: ${TOKEN}, HttpOnly, SameSite=lax`,
    ]);
  });

  it.each([
    [{ useSecureCookies: false }, [`broken: ${TOKEN} is not Secure`]],
    [{ defaultCookieAttributes: { httpOnly: false } }, [`broken: __Secure-${TOKEN} is not HttpOnly`]],
    [
      { useSecureCookies: false, defaultCookieAttributes: { sameSite: "none" } },
      [`well: ${TOKEN}, Secure, HttpOnly, SameSite=none`],
    ],
    [
      { defaultCookieAttributes: { secure: false } },
      [`broken: __Secure-${TOKEN} has the prefix __Secure- without Secure`, `broken: __Secure-${TOKEN} is not Secure`],
    ],
    [
      { defaultCookieAttributes: { partitioned: true } },
      [`weak: __Secure-${TOKEN} is Partitioned, and SameSite=lax keeps it out of other sites anyway`],
    ],
    [
      { cookies: { session_token: { name: "sid" }, session_data: { name: "sid" } } },
      ["broken: two cookies have the name __Secure-sid"],
    ],
  ] satisfies [Advanced, string[]][])("are not with %j", async (advanced, found) => {
    expect(await judge(advanced)).toEqual(found);
  });

  it("go to other sites over https alone", async () => {
    const advanced: Advanced = { defaultCookieAttributes: { sameSite: "none" } };
    const at = (url: string) => told(cookies, { baseURL: url, advanced }, { isProduction: false });
    expect(await at("http://shop.example.com")).toEqual([
      `broken: ${TOKEN} is SameSite=None, which browsers take over https alone`,
    ]);
    expect(await at("http://localhost:3000")).toEqual([`well: ${TOKEN}, Secure, HttpOnly, SameSite=none`]);
  });

  it("may be partitioned where other sites embed the application", async () => {
    expect(await judge({ defaultCookieAttributes: { sameSite: "none", partitioned: true } })).toEqual([
      `well: __Secure-${TOKEN}, Secure, HttpOnly, SameSite=none`,
    ]);
  });

  it.each([
    ["example.com", "weak: the cookies are shared with every subdomain of example.com"],
    [".example.com", "weak: the cookies are shared with every subdomain of example.com"],
    ["com", "broken: the cookies' domain is com, which belongs to many"],
    ["vercel.app", "broken: the cookies' domain is vercel.app, which belongs to many"],
    ["localhost", "broken: the cookies' domain is localhost, which has no subdomains to share with"],
    ["other.org", "broken: the cookies' domain is other.org, and the base URL's host is shop.example.com"],
    // It ends in the same letters, and is somebody else's.
    ["p.example.com", "broken: the cookies' domain is p.example.com, and the base URL's host is shop.example.com"],
  ])("with the domain %s", async (domain, found) => {
    expect(await judge({ crossSubDomainCookies: { enabled: true, domain } })).toEqual([found]);
  });
});

describe("the cookie cache", () => {
  const withField = (field: { type: "json" | "string"; returned?: boolean }) => ({
    baseURL,
    session: { cookieCache: { enabled: true } },
    user: { additionalFields: { settings: { required: false, ...field } } },
  });

  it("holds fields of any length only when they are kept out", async () => {
    expect(await told(cookieSize, withField({ type: "json" }))).toEqual([
      "weak: the cookie cache holds user.settings, which may be of any length",
    ]);
    expect(await told(cookieSize, withField({ type: "json", returned: false }))).toEqual([
      "well: its fields are short",
    ]);
    expect(await told(cookieSize, withField({ type: "string" }))).toEqual(["well: its fields are short"]);
    expect(await told(cookieSize, { baseURL })).toEqual([]);
  });
});
