import * as z from "../../validation/zod";

/** Members within members. What is deeper cannot be written as JSON. */
const MOST_LEVELS = 50;

function isShallow(value: unknown, levels = MOST_LEVELS): boolean {
  if (typeof value !== "object" || value === null) return true;
  return levels > 0 && Object.values(value).every((member) => isShallow(member, levels - 1));
}

/** What a call wants to have back in the hooks of the callback. */
export const additionalData = z
  .record(z.string(), z.unknown())
  .check(z.refine((data) => isShallow(data), `Nested deeper than ${MOST_LEVELS} levels`));
