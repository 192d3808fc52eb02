import type { Check, Finding, Link } from "../check";
import { isLocalHost } from "../facts/base";
import { type Facts, seriously } from "../facts/facts";

const LINK: Link = "docs/security.md#the-base-url";

function judgePresence(facts: Facts): Finding[] {
  const { base } = facts;
  if (base.mistake !== null) return [{ status: "broken", found: base.mistake, link: LINK }];
  if (base.url !== null || base.dynamic !== null) return [];
  return [
    {
      status: seriously(facts),
      found: "there is none",
      why: facts.isProduction
        ? "the first request fails: whoever sends it would choose the address that mails link to"
        : "here it is taken from the request; in production the first request fails",
      mend: "Set BETTER_AUTH_URL, or the option baseURL, to the address that people open.",
      link: LINK,
    },
  ];
}

function judgeScheme({ base, isProduction }: Facts): Finding[] {
  if (base.url === null || base.dynamic !== null || !isProduction) return [];
  if (isLocalHost(base.url.hostname)) {
    return [
      {
        status: "broken",
        found: `${base.source} is ${base.url.origin}, which only this machine can open`,
        why: "links in mails lead nowhere, and requests of the real address are refused as foreign",
        mend: `Set ${base.source} to the address that people open.`,
        link: LINK,
      },
    ];
  }
  if (base.url.protocol !== "http:") return [];
  return [
    {
      status: "broken",
      found: `${base.source} is ${base.url.origin}, without https`,
      why: "cookies and passwords travel in the clear",
      mend: `Set ${base.source} to ${base.url.origin.replace("http:", "https:")}, and redirect HTTP to it.`,
      link: "docs/security.md#before-you-go-live",
    },
  ];
}

function judgeForm({ base, options }: Facts): Finding[] {
  const { given, url, source } = base;
  if (given === undefined || url === null) return [];
  const findings: Finding[] = [];
  const written = URL.parse(given);
  if (written === null) return [];
  const extra = [
    ...(written.search === "" ? [] : ["a query"]),
    ...(written.hash === "" ? [] : ["a fragment"]),
    ...(written.username === "" && written.password === "" ? [] : ["a user"]),
    ...(given.trim() === given ? [] : ["white space"]),
  ];
  if (extra.length > 0) {
    findings.push({
      status: "weak",
      found: `${source} has ${extra.join(" and ")} in it, which does nothing`,
      mend: `Set ${source} to ${url.origin}.`,
      link: LINK,
    });
  }
  const own = written.pathname.replace(/\/+$/, "");
  const { basePath } = options;
  if (own !== "" && basePath !== undefined && own !== `/${basePath.replace(/^\/+|\/+$/g, "")}`) {
    findings.push({
      status: "broken",
      found: `${source} has the path ${own}, and basePath is ${basePath}`,
      why: "the path in the URL wins, so a handler that is mounted at basePath answers 404",
      mend: `Leave the path out of ${source}, or make basePath the same.`,
      link: LINK,
    });
  }
  return findings;
}

function judgeOtherNames({ base }: Facts): Finding[] {
  if (base.url === null || base.dynamic !== null) return [];
  const { origin } = base.url;
  const others = Object.entries(base.named).filter(([, value]) => URL.parse(value)?.origin !== origin);
  return others.map(([name, value]) => ({
    status: "weak",
    found: `${name} is ${URL.parse(value)?.origin ?? "no URL"}, and the base URL is ${origin}`,
    why: "a client that reads that variable calls another server, whose cookies this one does not get",
    mend: `Set ${name} to ${origin}, or unset it.`,
    link: LINK,
  }));
}

/** The address of the application: there, https, without anything else in it. */
export const baseURL: Check = {
  id: "base-url",
  title: "Base URL",
  run(facts) {
    const complaints = [judgePresence, judgeScheme, judgeForm, judgeOtherNames].flatMap((judge) => judge(facts));
    if (complaints.length > 0) return complaints;
    const { dynamic, url } = facts.base;
    return [{ status: "well", found: dynamic ? `one of ${dynamic.allowedHosts.join(", ")}` : `${url?.href}` }];
  },
};
