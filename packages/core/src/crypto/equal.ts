import { utf8 } from "./encoding";

type Secret = string | Uint8Array | ArrayBuffer;

/**
 * Compares secrets in a time that depends on their length only. Text is taken as UTF-8.
 * @example constantTimeEqual(given, stored)
 */
export function constantTimeEqual(a: Secret, b: Secret): boolean {
  const left = bytesOf(a);
  const right = bytesOf(b);
  let difference = left.length ^ right.length;
  const length = Math.max(left.length, right.length);
  for (let i = 0; i < length; i++) difference |= (left[i] ?? 0) ^ (right[i] ?? 0);
  return difference === 0;
}

function bytesOf(secret: Secret): Uint8Array {
  if (typeof secret === "string") return utf8(secret);
  return secret instanceof Uint8Array ? secret : new Uint8Array(secret);
}
