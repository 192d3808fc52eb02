/** One spelling of each IPv4 address: no leading zeros, which some readers take for octal numbers. */
const IPV4 = /^(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/;

/** The eight groups of an IPv6 address, or `null` when it is none. */
function ipv6Groups(text: string): number[] | null {
  if (!/^[0-9a-f:.]+$/i.test(text) || !text.includes(":")) return null;
  let address = text;
  const lastColon = address.lastIndexOf(":");
  const tail = address.slice(lastColon + 1);
  if (tail.includes(".")) {
    if (!IPV4.test(tail)) return null;
    const [a, b, c, d] = tail.split(".").map(Number) as [number, number, number, number];
    address = `${address.slice(0, lastColon + 1)}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  }
  const halves = address.split("::");
  if (halves.length > 2) return null;
  const parse = (half: string | undefined) => (half ? half.split(":") : []);
  const left = parse(halves[0]);
  const right = parse(halves[1]);
  const missing = 8 - left.length - right.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const groups = [...left, ...Array<string>(halves.length === 2 ? missing : 0).fill("0"), ...right];
  if (groups.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return null;
  return groups.map((group) => Number.parseInt(group, 16));
}

/** The IPv4 address inside ::ffff:a.b.c.d, in any spelling. */
function mappedIPv4(groups: readonly number[]): string | null {
  if (groups.slice(0, 5).some((group) => group !== 0) || groups[5] !== 0xffff) return null;
  const [high, low] = [groups[6] as number, groups[7] as number];
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
}

/**
 * One spelling for each address: IPv4 as it is, IPv6 in full lower-case groups, IPv4 inside IPv6 (`::ffff:a.b.c.d`) as
 * IPv4. `null` when it is no address.
 */
export function canonicalAddress(text: string): string | null {
  const address = text.trim();
  if (IPV4.test(address)) return address;
  const groups = ipv6Groups(address);
  if (groups === null) return null;
  return mappedIPv4(groups) ?? groups.map((group) => group.toString(16).padStart(4, "0")).join(":");
}

/**
 * The address of a network: an IPv6 address with the bits after the prefix cleared; IPv4 as it is. A subscriber has a
 * whole /64 to send from, so anything narrower tells nobody apart.
 */
export function subnetOf(canonical: string, prefix = 64): string {
  if (prefix >= 128 || !canonical.includes(":")) return canonical;
  const groups = canonical.split(":").map((group) => Number.parseInt(group, 16));
  return groups
    .map((group, index) => {
      const bits = Math.min(16, Math.max(0, prefix - index * 16));
      return (group & ((0xffff << (16 - bits)) & 0xffff)).toString(16).padStart(4, "0");
    })
    .join(":");
}
