/** Milliseconds until keys are fetched again: one that was withdrawn is not taken for longer. */
const FRESH_MS = 5 * 60_000;
/** Milliseconds between two fetches that only an unknown key is the reason for: anybody can name one. */
const UNKNOWN_KEY_MS = 30_000;
const MOST_ADDRESSES = 100;

/** Of a request for keys. */
export const KEY_LIMITS = { timeoutMs: 5_000, maxBytes: 262_144 };

/** Keys that are kept (RFC 7517 §5), and whoever is fetching them. */
export interface KeptKeys<Keys> {
  keys: Keys | undefined;
  fetchedAt: number;
  /** When an unknown key was last the reason to fetch. */
  soughtAt: number;
  pending: Promise<Keys> | undefined;
}

/**
 * Keys by what they are fetched from, in the world that they were fetched in: who replaces the global `fetch`, as tests do,
 * begins anew.
 */
export type KeyWorlds<Keys> = WeakMap<typeof fetch, Map<string, KeptKeys<Keys>>>;

/** Keys that nobody has fetched yet. */
export function nothingKept<Keys>(): KeptKeys<Keys> {
  return { keys: undefined, fetchedAt: 0, soughtAt: 0, pending: undefined };
}

/** Where the keys of a name are kept, in the world of now. */
export function keptUnder<Keys>(worlds: KeyWorlds<Keys>, name: string): KeptKeys<Keys> {
  let world = worlds.get(globalThis.fetch);
  if (world === undefined) worlds.set(globalThis.fetch, (world = new Map()));
  const known = world.get(name);
  if (known !== undefined) return known;
  // The oldest goes, so that addresses that somebody makes up fill no memory.
  if (world.size >= MOST_ADDRESSES) {
    for (const oldest of world.keys()) {
      world.delete(oldest);
      break;
    }
  }
  const made = nothingKept<Keys>();
  world.set(name, made);
  return made;
}

/** The keys, if they are still to be used. */
export function freshKeys<Keys>({ keys, fetchedAt }: KeptKeys<Keys>): Keys | undefined {
  return Date.now() - fetchedAt < FRESH_MS ? keys : undefined;
}

/** Whether a key that is not among them is a reason to fetch, and notes that it was: it is one now and then only. */
export function isReasonToFetch(kept: KeptKeys<unknown>): boolean {
  const now = Date.now();
  if (now - kept.soughtAt < UNKNOWN_KEY_MS) return false;
  kept.soughtAt = now;
  return true;
}

/** Fetches keys and keeps them: of those who ask at the same time one does. */
export function loadKeys<Keys>(kept: KeptKeys<Keys>, fetchKeys: () => Promise<Keys>): Promise<Keys> {
  // Workers end a request's connections with the request, whoever else waits for them.
  if (kept.pending !== undefined && globalThis.navigator?.userAgent !== "Cloudflare-Workers") return kept.pending;
  const loading = fetchKeys()
    .then((keys) => {
      kept.keys = keys;
      kept.fetchedAt = Date.now();
      return keys;
    })
    .finally(() => {
      if (kept.pending === loading) kept.pending = undefined;
    });
  kept.pending = loading;
  return loading;
}
