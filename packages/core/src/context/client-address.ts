import type { Scope } from "./scope";

/**
 * The address of whoever is calling, looked up once: IPv4, or the network of an IPv6 address. `null` when there is none
 * that can be believed.
 */
export function clientAddress({ call, instance }: Scope): string | null {
  if (call.ipAddress === undefined) call.ipAddress = call.headers ? instance.readAddress(call.headers) : null;
  return call.ipAddress;
}
