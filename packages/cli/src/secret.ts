import { randomBytes } from "node:crypto";

const BYTES = 32;

/** A secret for BETTER_AUTH_SECRET: 32 random bytes as 64 hexadecimal digits. */
export function createSecret(): string {
  return randomBytes(BYTES).toString("hex");
}
