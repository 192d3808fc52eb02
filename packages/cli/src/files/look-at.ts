import { type Stats, statSync } from "node:fs";

/**
 * What is at a path; `undefined` when nothing is there, and when nobody may look: a folder above it belongs to somebody
 * else, leads in a circle, or has a name that none can have.
 */
export function lookAt(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
