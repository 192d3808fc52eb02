import type { Check } from "../check";
import { isLocalHost } from "../facts/base";

/** Whether the running server slows guessing down, seen from outside. */
export const serverLimit: Check = {
  id: "server-limit",
  title: "Server's rate limit",
  run({ server }) {
    if (server === null || server.limit === null) return [];
    const { statuses, whenForged } = server.limit;
    if (!statuses.includes(429)) {
      return [
        {
          status: isLocalHost(server.url.hostname) ? "well" : "weak",
          found: `${statuses.length} sign-ins in a row were not limited`,
          why: "it is off, it cannot tell who is asking, or each request meets another process",
          mend: "Check NODE_ENV, advanced.ipAddress, and where the counters are kept.",
          link: "docs/rate-limit.md#who-counts-as-one",
        },
      ];
    }
    if (whenForged !== null && whenForged !== 429) {
      return [
        {
          status: "broken",
          found: "a forged X-Forwarded-For gets past the limit",
          why: "clients choose the address that they are counted by, so nothing slows guessing down",
          mend: "Let the proxy overwrite the header, and name it in advanced.ipAddress.ipAddressHeaders, or your proxies in trustedProxies.",
          link: "docs/security.md#the-clients-address",
        },
      ];
    }
    return [{ status: "well", found: `holds after ${statuses.length - 1} sign-ins, whatever X-Forwarded-For says` }];
  },
};
