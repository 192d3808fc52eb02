import { type Check, type Finding, type Link, orWell } from "../check";
import type { Facts } from "../facts/facts";
import { platformOf } from "../platform";

const LINK: Link = "docs/security.md#the-clients-address";

/** Ranges that everybody is in. */
const EVERYBODY = /^(?:0\.0\.0\.0|::|\[::\])\/0$/;

function judgeHeaders({ options, environment, isProduction }: Facts): Finding[] {
  const { ipAddressHeaders: headers, trustedProxies = [], disableIpTracking } = options.advanced?.ipAddress ?? {};
  if (disableIpTracking === true) return [];
  const platform = platformOf(environment);
  const header = platform?.addressHeader;
  if (headers === undefined && header !== undefined) {
    return [
      {
        status: "weak",
        found: `the address is read from x-forwarded-for, and ${platform?.name} says it in ${header}`,
        why: "a list of hops is not believed, so those requests are limited by account alone, or not at all",
        mend: `advanced: { ipAddress: { ipAddressHeaders: ["${header}"] } }`,
        link: LINK,
      },
    ];
  }
  if (headers === undefined && trustedProxies.length === 0 && isProduction) {
    return [
      {
        status: "weak",
        found: "neither advanced.ipAddress.ipAddressHeaders nor trustedProxies is set",
        why: "without a proxy that overwrites x-forwarded-for, clients choose the address that they are counted by",
        mend: "Name the header that your proxy always sets, or the addresses of your proxies.",
        link: LINK,
      },
    ];
  }
  if (headers?.length === 0) {
    return [
      {
        status: "weak",
        found: "advanced.ipAddress.ipAddressHeaders is empty, so no address can be found",
        why: "requests are limited by account alone, or not at all",
        mend: "Name the header that your proxy sets.",
        link: LINK,
      },
    ];
  }
  if (headers !== undefined && headers.length > 1) {
    return [
      {
        status: "weak",
        found: `${headers.join(", ")} are all believed`,
        why: "a client can send the first one itself, unless your proxy overwrites or drops each of them",
        mend: "Name the one header that your proxy always overwrites.",
        link: LINK,
      },
    ];
  }
  return [];
}

function judgeProxies({ options, base }: Facts): Finding[] {
  const wide = options.advanced?.ipAddress?.trustedProxies?.filter((range) => EVERYBODY.test(range)) ?? [];
  const findings: Finding[] = [];
  if (wide.length > 0) {
    findings.push({
      status: "broken",
      found: `advanced.ipAddress.trustedProxies has ${wide.join(", ")}: everybody is a proxy of yours`,
      why: "no address is left to count by",
      mend: 'Name the network of your proxies, as in "10.0.0.0/8".',
      link: LINK,
    });
  }
  if (options.advanced?.trustedProxyHeaders === true && base.dynamic === null && base.url !== null) {
    findings.push({
      status: "weak",
      found: "advanced.trustedProxyHeaders is on, and does nothing beside one fixed base URL",
      mend: "Take it out, or list the hosts in baseURL.allowedHosts.",
      link: "docs/security.md#the-base-url",
    });
  }
  return findings;
}

function describe({ options }: Facts): string {
  const { ipAddressHeaders, trustedProxies = [], disableIpTracking } = options.advanced?.ipAddress ?? {};
  if (disableIpTracking === true) return "not looked for, as advanced.ipAddress.disableIpTracking says";
  const names = (ipAddressHeaders ?? ["x-forwarded-for"]).join(", ");
  return trustedProxies.length === 0 ? `read from ${names}` : `read from ${names}, behind ${trustedProxies.join(", ")}`;
}

/** Rate limits need an address that clients cannot choose. */
export const clientAddress: Check = {
  id: "proxy-headers",
  title: "Client address",
  run: (facts) => orWell([...judgeHeaders(facts), ...judgeProxies(facts)], describe(facts)),
};
