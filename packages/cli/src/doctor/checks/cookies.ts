import { cookieNameRegex, HOST_COOKIE_PREFIX, SECURE_COOKIE_PREFIX } from "@better-auth/core/cookies/utils";
import type { AuthCookie } from "@better-auth/core/types";
import { getPublicSuffix } from "tldts";
import { type Check, type Finding, type Link, orWell } from "../check";
import { isLocalHost } from "../facts/base";
import { type Facts, seriously } from "../facts/facts";

const ATTRIBUTES: Link = "docs/cookies.md#attributes";
const NAMES: Link = "docs/cookies.md#names";
const SUBDOMAINS: Link = "docs/cookies.md#subdomains";

/** What goes to other sites is Secure whatever the options say. */
function isSecure({ attributes }: AuthCookie): boolean {
  return attributes.secure === true || attributes.sameSite?.toLowerCase() === "none";
}

/** What browsers ask of a cookie's attributes; one that breaks a rule is dropped without a word. */
function judgeRules({ name, attributes }: AuthCookie, { base }: Facts): Finding[] {
  const { secure, partitioned, domain, path } = attributes;
  const sameSite = attributes.sameSite?.toLowerCase();
  const findings: Finding[] = [];
  const refuse = (found: string, mend: string, link: Link) =>
    findings.push({ status: "broken", found, why: "browsers drop it, so nobody stays signed in", mend, link });
  if (name.startsWith(SECURE_COOKIE_PREFIX) && secure !== true) {
    refuse(
      `${name} has the prefix ${SECURE_COOKIE_PREFIX} without Secure`,
      "Leave `secure` alone, or set advanced.useSecureCookies: false for plain HTTP.",
      NAMES,
    );
  }
  if (name.startsWith(HOST_COOKIE_PREFIX) && (secure !== true || domain !== undefined || path !== "/")) {
    refuse(
      `${name} has the prefix ${HOST_COOKIE_PREFIX}, which asks for Secure, the path / and no domain`,
      "Choose another name in advanced.cookies, or drop the domain and the path.",
      NAMES,
    );
  }
  if (sameSite === "none" && base.url?.protocol === "http:" && !isLocalHost(base.url.hostname)) {
    refuse(
      `${name} is SameSite=None, which browsers take over https alone`,
      'Serve https and set advanced.useSecureCookies: true, or use sameSite: "lax".',
      ATTRIBUTES,
    );
  }
  if (partitioned === true && secure !== true) {
    refuse(`${name} is Partitioned without Secure`, "Serve https and set advanced.useSecureCookies: true.", ATTRIBUTES);
  }
  if (partitioned === true && sameSite !== "none") {
    findings.push({
      status: "weak",
      found: `${name} is Partitioned, and SameSite=${attributes.sameSite ?? "Lax"} keeps it out of other sites anyway`,
      mend: 'Set sameSite: "none" as well, or drop `partitioned`.',
      link: ATTRIBUTES,
    });
  }
  if (!cookieNameRegex.test(name)) refuse(`${name} is no name that a cookie can have`, "Choose another one.", NAMES);
  return findings;
}

function judgeSecrecy(cookie: AuthCookie, facts: Facts): Finding[] {
  const { name, attributes } = cookie;
  const findings: Finding[] = [];
  const isHttps = facts.base.url?.protocol === "https:";
  if (!isSecure(cookie) && (facts.isProduction || isHttps)) {
    findings.push({
      status: seriously(facts),
      found: `${name} is not Secure`,
      why: "it travels over plain HTTP, too, where everybody in the network can read it",
      mend: "Set an https base URL, and take advanced.useSecureCookies: false and `secure: false` out.",
      link: ATTRIBUTES,
    });
  }
  if (attributes.httpOnly === false) {
    findings.push({
      status: seriously(facts),
      found: `${name} is not HttpOnly`,
      why: "one script too many in a page can take the session away",
      mend: "Take `httpOnly: false` out of advanced.defaultCookieAttributes and advanced.cookies.",
      link: ATTRIBUTES,
    });
  }
  return findings;
}

function judgeDomain({ attributes }: AuthCookie, { base }: Facts): Finding[] {
  const domain = attributes.domain?.replace(/^\./, "").toLowerCase();
  if (domain === undefined) return [];
  const mend = 'Set advanced.crossSubDomainCookies.domain to your own, as in "example.com".';
  const refuse = (found: string): Finding[] => [
    { status: "broken", found, why: "browsers drop the cookies, so nobody stays signed in", mend, link: SUBDOMAINS },
  ];
  if (isLocalHost(domain)) return refuse(`the cookies' domain is ${domain}, which has no subdomains to share with`);
  // Browsers go by the same list: publicsuffix.org.
  if (getPublicSuffix(domain, { allowPrivateDomains: true }) === domain) {
    return refuse(`the cookies' domain is ${domain}, which belongs to many`);
  }
  const host = base.dynamic === null ? base.url?.hostname : undefined;
  if (host !== undefined && host !== domain && !host.endsWith(`.${domain}`)) {
    return refuse(`the cookies' domain is ${domain}, and the base URL's host is ${host}`);
  }
  return [
    {
      status: "weak",
      found: `the cookies are shared with every subdomain of ${domain}`,
      why: "each of them gets the session, and can set another one",
      mend: "Turn advanced.crossSubDomainCookies off unless each of them is yours and as well kept.",
      link: SUBDOMAINS,
    },
  ];
}

function judgeNames(cookies: readonly AuthCookie[]): Finding[] {
  const names = cookies.map(({ name }) => name);
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...twice].map((name) => ({
    status: "broken",
    found: `two cookies have the name ${name}`,
    why: "the one overwrites the other",
    mend: "Give each entry of advanced.cookies a name of its own.",
    link: NAMES,
  }));
}

/** One complaint for several cookies that share its cause. */
function merge(findings: readonly Finding[], names: readonly string[]): Finding[] {
  const merged = new Map<string, Finding>();
  for (const finding of findings) {
    const name = names.find((candidate) => finding.found.startsWith(`${candidate} `));
    const rest = name === undefined ? finding.found : finding.found.slice(name.length);
    if (!merged.has(rest)) merged.set(rest, finding);
  }
  return [...merged.values()];
}

/** Names and attributes of the cookies, by the rules of browsers. */
export const cookies: Check = {
  id: "cookies",
  title: "Cookies",
  run(facts) {
    const { context } = facts.startUp;
    if (context === null) return [];
    const own = Object.values(context.authCookies) as AuthCookie[];
    const known = new Set(["session_token", "session_data", "dont_remember", "account_data"]);
    const custom = Object.keys(facts.options.advanced?.cookies ?? {})
      .filter((name) => !known.has(name))
      .map((name) => context.createAuthCookie(name));
    const all = [...own, ...custom];
    const complaints = all.flatMap((cookie) => [
      ...judgeRules(cookie, facts),
      ...judgeSecrecy(cookie, facts),
      ...judgeDomain(cookie, facts),
    ]);
    const { name, attributes } = context.authCookies.sessionToken;
    const marks = [
      isSecure(context.authCookies.sessionToken) ? "Secure" : "",
      attributes.httpOnly ? "HttpOnly" : "",
      `SameSite=${attributes.sameSite}`,
    ];
    return orWell(
      [...merge(complaints, [...new Set(all.map((cookie) => cookie.name))]), ...judgeNames(all)],
      `${name}, ${marks.filter(Boolean).join(", ")}`,
    );
  },
};
