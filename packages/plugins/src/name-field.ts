import * as z from "@better-auth/core/zod";

/** Text that every database keeps: PostgreSQL refuses U+0000. */
export const plainText = z
  .string()
  .check(z.refine((text) => !text.includes("\u0000"), "Invalid input: expected text without the character U+0000"));

/** The name of somebody new in a body, judged before a secret in a mail is spent on it. */
export const nameField = plainText.check(z.maxLength(255));
