import { BetterAuthError } from "../error";
import type { BetterAuthOptions } from "../types";
import { parseAddressRange } from "../url/address-range";

const show = (value: unknown): string => JSON.stringify(value) ?? String(value);

function checkRule(path: string, rule: unknown): void {
  if (rule === false || typeof rule === "function") return;
  const { window, max } = (rule ?? {}) as { window?: unknown; max?: unknown };
  if (!(Number.isFinite(window) && (window as number) > 0))
    throw new BetterAuthError(`${path}.window: expected a positive number of seconds, got ${show(window)}.`);
  if (!(Number.isFinite(max) && (max as number) >= 0))
    throw new BetterAuthError(`${path}.max: expected a number of requests, got ${show(max)}.`);
}

function checkAddresses(addresses: NonNullable<BetterAuthOptions["advanced"]>["ipAddress"]): void {
  const path = "advanced.ipAddress";
  const { ipAddressHeaders: headers, trustedProxies: proxies, ipv6Subnet: subnet } = addresses ?? {};
  if (headers !== undefined && !(Array.isArray(headers) && headers.every((name) => /^[\w-]+$/.test(String(name)))))
    throw new BetterAuthError(`${path}.ipAddressHeaders: expected names of headers, got ${show(headers)}.`);
  if (proxies !== undefined && !Array.isArray(proxies))
    throw new BetterAuthError(`${path}.trustedProxies: expected a list of addresses, got ${show(proxies)}.`);
  proxies?.forEach((proxy: unknown, index) => {
    if (typeof proxy === "string" && parseAddressRange(proxy) !== null) return;
    throw new BetterAuthError(
      `${path}.trustedProxies[${index}]: expected an address or a range like "10.0.0.0/8", got ${show(proxy)}.`,
    );
  });
  if (subnet !== undefined && !(Number.isInteger(subnet) && subnet >= 1 && subnet <= 128))
    throw new BetterAuthError(`${path}.ipv6Subnet: expected a whole number from 1 to 128, got ${show(subnet)}.`);
}

/**
 * Refuses rate limits that limit nothing, and proxies that cannot be recognised.
 * @throws {BetterAuthError}
 */
export function checkRateLimit({ rateLimit, advanced }: BetterAuthOptions): void {
  for (const [path, rule] of Object.entries(rateLimit?.customRules ?? {}))
    checkRule(`rateLimit.customRules[${show(path)}]`, rule);
  checkAddresses(advanced?.ipAddress);
}
