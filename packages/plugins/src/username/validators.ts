/** A function of the application that says whether a name is fine. */
type NameValidator = (name: string) => boolean | Promise<boolean>;

/** Longer than a sign-up takes from its first check to its write, the password's hash included. */
const REMEMBERED_MS = 60_000;
const MOST_REMEMBERED = 1000;
/** Characters; what is longer is asked about again rather than kept. */
const LONGEST_REMEMBERED = 255;

/** Names that were seen a moment ago. */
interface RecentNames {
  has(name: string): boolean;
  add(name: string): void;
}

/** Remembers the latest names, each for a minute. */
export function recentNames(): RecentNames {
  const until = new Map<string, number>();
  return {
    has: (name) => (until.get(name) ?? 0) > Date.now(),
    add(name) {
      if (name.length > LONGEST_REMEMBERED) return;
      // Names that were seen again stand at the end, so that the first one is the oldest.
      until.delete(name);
      const [oldest] = until.keys();
      if (until.size >= MOST_REMEMBERED && oldest !== undefined) until.delete(oldest);
      until.set(name, Date.now() + REMEMBERED_MS);
    },
  };
}

/**
 * A validator that is not asked twice about a name that it has just allowed. A route asks before it begins, and the write
 * asks again, perhaps in a transaction: there the application's function, which may look into the same database, would wait
 * for the transaction that waits for it.
 */
export function rememberingAllowed(isValid: NameValidator): NameValidator {
  const allowed = recentNames();
  return async (name) => {
    if (allowed.has(name)) return true;
    if (!(await isValid(name))) return false;
    allowed.add(name);
    return true;
  };
}
