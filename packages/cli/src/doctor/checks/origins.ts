import { getPublicSuffix } from "tldts";
import type { Check, Finding, Link } from "../check";
import { orWell } from "../check";
import { isLocalHost } from "../facts/base";
import { type Facts, seriously } from "../facts/facts";

const ORIGINS: Link = "docs/security.md#trusted-origins";
const HOSTS: Link = "docs/security.md#the-base-url";

/** Suffixes that no stranger can have a name below: RFC 6761, RFC 6762, and "internal" by a resolution of ICANN. */
const NOBODY_SELLS = /^(?:localhost|test|local|internal)$/;

/** The host of an entry, with or without a scheme; no port, no path. */
function hostOf(entry: string): string {
  const rest = entry.includes("://") ? entry.slice(entry.indexOf("://") + 3) : entry;
  return (rest.split("/")[0] as string).replace(/:[\d*]+$/, "");
}

/** What a pattern of hosts lets in that nobody can have meant; `null` for a good one. */
function isTooWide(host: string): "everything" | "a suffix" | null {
  if (/^[*.?]*$/.test(host)) return "everything";
  const lastWildcard = Math.max(host.lastIndexOf("*"), host.lastIndexOf("?"));
  if (lastWildcard < 0) return null;
  // "*example.com" is "evilexample.com", too.
  const fixed = host.slice(lastWildcard + 1);
  if (!fixed.startsWith(".")) return fixed === "" && host.endsWith("*") ? "everything" : "a suffix";
  const name = fixed.slice(1);
  if (NOBODY_SELLS.test(name)) return null;
  return getPublicSuffix(name, { allowPrivateDomains: true }) === name ? "a suffix" : null;
}

function judgeEntry(entry: string, facts: Facts): Finding[] {
  const host = hostOf(entry);
  const scheme = entry.includes("://") ? entry.slice(0, entry.indexOf("://")).toLowerCase() : "";
  // Applications on phones have schemes of their own.
  if (scheme !== "" && !/^https?$|[*?]/.test(scheme)) return [];
  const width = isTooWide(host);
  if (width !== null) {
    return [
      {
        status: seriously(facts),
        found: `trustedOrigins has ${entry}, which lets in ${width === "everything" ? "everybody" : "sites of strangers"}`,
        why: "they may send requests with your users' cookies, and be redirected to",
        mend: "Name your own origins, as in https://app.example.com or https://*.example.com.",
        link: ORIGINS,
      },
    ];
  }
  if (facts.isProduction && scheme !== "" && scheme !== "https" && !isLocalHost(host)) {
    return [
      {
        status: "weak",
        found: `trustedOrigins has ${entry}, without https`,
        why: "whoever sits in the network can be that origin",
        mend: `Write ${entry.replace(/^.*?:/, "https:")}.`,
        link: ORIGINS,
      },
    ];
  }
  if (facts.isProduction && isLocalHost(host)) {
    return [
      {
        status: "weak",
        found: `trustedOrigins has ${entry} in production`,
        why: "any program on a visitor's machine can be that origin",
        mend: 'Add it only where process.env.NODE_ENV is not "production".',
        link: ORIGINS,
      },
    ];
  }
  return [];
}

function judgeHosts(facts: Facts): Finding[] {
  const hosts = facts.base.dynamic?.allowedHosts ?? [];
  return hosts.flatMap((entry): Finding[] => {
    const width = isTooWide(hostOf(entry));
    if (width === null) return [];
    return [
      {
        status: seriously(facts),
        found: `baseURL.allowedHosts has ${entry}, which ${width === "everything" ? "every host" : "a host of strangers"} matches`,
        why: "whoever writes the Host header chooses where links in mails lead",
        mend: "Name your own hosts, as in example.com or *.example.com.",
        link: HOSTS,
      },
    ];
  });
}

/** Origins of the options and of the environment; those of a function are only known per request. */
function listedOrigins({ options, environment }: Facts): string[] {
  const own = typeof options.trustedOrigins === "function" ? [] : (options.trustedOrigins ?? []);
  const fromEnvironment = environment.BETTER_AUTH_TRUSTED_ORIGINS?.split(",").map((entry) => entry.trim()) ?? [];
  return [...own, ...fromEnvironment].filter((entry) => typeof entry === "string" && entry !== "");
}

/** Who else may send requests, and under which hosts the application is known. */
export const origins: Check = {
  id: "origins",
  title: "Trusted origins",
  run(facts) {
    const listed = listedOrigins(facts);
    const isPerRequest = typeof facts.options.trustedOrigins === "function";
    const complaints = [...listed.flatMap((entry) => judgeEntry(entry, facts)), ...judgeHosts(facts)];
    return orWell(
      complaints,
      listed.length > 0
        ? listed.join(", ")
        : isPerRequest
          ? "a function decides per request; it should not repeat what the request says"
          : "the base URL's own, and no other",
    );
  },
};
