/** Milliseconds until what is kept is asked for again. */
const FRESH_MS = 3_600_000;
/** Milliseconds that whoever could not answer is left alone. */
export const REST_MS = 5_000;

/** Runs work that nobody waits for. */
type RunInBackground = (work: Promise<unknown>) => void;

/**
 * Keeps what somebody else says: asked for once by all who want it at the same time, anew after an hour while the old
 * answer goes on being given, and not again for five seconds after a failure.
 *
 * The function that comes back rejects with what `get` rejects with, as long as there is no answer at all.
 */
export function keep<T>(get: () => Promise<T>, runInBackground: RunInBackground): () => Promise<T> {
  let kept: { readonly value: T; readonly at: number } | undefined;
  let failed: { readonly error: unknown; readonly at: number } | undefined;
  let pending: Promise<T> | undefined;

  function ask(): Promise<T> {
    // Workers end a request's connections with the request, whoever else waits for them.
    if (pending !== undefined && globalThis.navigator?.userAgent !== "Cloudflare-Workers") return pending;
    const asking = get()
      .then(
        (value) => {
          kept = { value, at: Date.now() };
          failed = undefined;
          return value;
        },
        (error: unknown) => {
          failed = { error, at: Date.now() };
          throw error;
        },
      )
      .finally(() => {
        if (pending === asking) pending = undefined;
      });
    pending = asking;
    return asking;
  }

  return async () => {
    const rests = failed !== undefined && Date.now() - failed.at < REST_MS;
    if (kept === undefined) {
      if (rests) throw failed?.error;
      return ask();
    }
    // What fails here has been logged, and the old answer is as good as before.
    if (!rests && Date.now() - kept.at >= FRESH_MS) runInBackground(ask().catch(() => {}));
    return kept.value;
  };
}
