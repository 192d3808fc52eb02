import { canonicalAddress, subnetOf } from "./ip";

/** Whether a canonical address is in a range. */
export type AddressRange = (canonical: string) => boolean;

const toNumber = (ipv4: string): number => ipv4.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);

/** Bits of the IPv6 prefix in front of an IPv4 address (`::ffff:0:0/96`). */
const MAPPED_PREFIX = 96;

/**
 * Reads an address or a range in CIDR notation, IPv4 or IPv6, in any spelling.
 *
 * @returns `null` when it is neither. "10.0.0.0/" is neither: read as a number, its empty prefix would be everybody
 * @example parseAddressRange("10.0.0.0/8")?.("10.1.2.3") // true
 */
export function parseAddressRange(text: string): AddressRange | null {
  const [written = "", bits, ...more] = text.split("/");
  const network = canonicalAddress(written);
  if (network === null || more.length > 0) return null;
  if (bits === undefined) return (address) => address === network;
  if (!/^\d{1,3}$/.test(bits)) return null;

  const isIPv4 = !network.includes(":");
  const prefix = Number(bits) - (isIPv4 && written.includes(":") ? MAPPED_PREFIX : 0);
  if (prefix < 0 || prefix > (isIPv4 ? 32 : 128)) return null;
  if (isIPv4) {
    const size = 2 ** (32 - prefix);
    const block = Math.floor(toNumber(network) / size);
    return (address) => !address.includes(":") && Math.floor(toNumber(address) / size) === block;
  }
  const start = subnetOf(network, prefix);
  return (address) => address.includes(":") && subnetOf(address, prefix) === start;
}
