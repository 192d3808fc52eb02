import type { AdvancedOptions, BetterAuthOptions } from "../types";
import { parseAddressRange } from "./address-range";
import { canonicalAddress, subnetOf } from "./ip";

/** Finds the client's address in the headers of a request; `null` when there is none that can be believed. */
export type ReadAddress = (headers: Headers) => string | null;

const DEFAULT_HEADERS: readonly string[] = ["x-forwarded-for"];

/**
 * Compiles `advanced.ipAddress`. The headers are tried in order; one that holds no address is passed over.
 *
 * Each proxy appends the address that it was reached from, so a list of hops is read from the right, and believed only
 * as far as its hops are proxies that the options trust: what stands left of the first other hop is what the client
 * wrote itself. A single hop is believed as it is.
 *
 * @returns IPv4, or the network of an IPv6 address (`ipv6Subnet` bits of it), in one spelling each
 */
export function compileReadAddress(options: AdvancedOptions["ipAddress"] = {}): ReadAddress {
  if (options.disableIpTracking === true) return () => null;
  const names = options.ipAddressHeaders ?? DEFAULT_HEADERS;
  const subnet = options.ipv6Subnet ?? 64;
  const proxies = (options.trustedProxies ?? []).flatMap((entry) => parseAddressRange(entry) ?? []);
  const isProxy = (address: string) => proxies.some((isIn) => isIn(address));

  /** The rightmost hop that is no proxy of ours. */
  function findClient(hops: readonly string[]): string | null {
    for (let i = hops.length - 1; i >= 0; i--) {
      const hop = canonicalAddress(hops[i] as string);
      if (hop === null) return null;
      if (!isProxy(hop)) return hop;
    }
    return null;
  }

  return (headers) => {
    for (const name of names) {
      const value = headers.get(name);
      if (value === null) continue;
      const hops = value.split(",");
      if (hops.length > 1 && proxies.length === 0) continue;
      const client = findClient(hops);
      if (client !== null) return subnetOf(client, subnet);
    }
    return null;
  };
}

/**
 * The client's address, as rate limits count it and sessions keep it.
 *
 * @param source a request or its headers
 * @param options of the instance; `advanced.ipAddress` says which headers count and which proxies are believed
 * @returns `null` when there is no address that can be believed, or `disableIpTracking` is on
 * @example getIP(request, auth.options) // "203.0.113.10"
 */
export function getIP(source: Request | Headers, options: Pick<BetterAuthOptions, "advanced">): string | null {
  return compileReadAddress(options.advanced?.ipAddress)("headers" in source ? source.headers : source);
}
