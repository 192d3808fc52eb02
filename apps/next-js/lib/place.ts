const own = /^(127\.|::1$|0:0:0:0:0:0:0:1$|::$|::ffff:127\.)/;
const local = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)/i;

/** Where a session is, as far as its address alone tells: no other service is asked. */
export function describePlace(address: string | null | undefined): string {
  if (!address) return "Unknown address";
  if (own.test(address)) return "This machine";
  return local.test(address) ? `Local network, ${address}` : address;
}
