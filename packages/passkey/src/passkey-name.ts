import * as z from "@better-auth/core/zod";

const isPlain = (name: string): boolean => !name.includes("\u0000");

/** A name in a body, without spaces around it. PostgreSQL keeps no U+0000, so nobody does. */
export const passkeyName = z
  .string()
  .check(z.trim(), z.maxLength(255), z.refine(isPlain, "Invalid input: expected text without the character U+0000"));
