import { addressFromHeaders } from "../url/ip";
import type { Scope } from "./scope";

/** The address of whoever is calling, looked up once; `null` when there is none that can be believed. */
export function clientAddress(scope: Scope): string | null {
  const { call, instance } = scope;
  if (call.ipAddress === undefined) {
    call.ipAddress = call.headers ? addressFromHeaders(call.headers, instance.options.advanced?.ipAddress) : null;
  }
  return call.ipAddress;
}
