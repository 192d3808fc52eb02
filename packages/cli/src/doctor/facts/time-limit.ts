/** Milliseconds that anything outside of this process may take to answer. */
export const PATIENCE = 8000;

/**
 * Waits for an answer, but not for ever.
 * @throws {Error} when the time is over
 */
export async function withinLimit<T>(work: Promise<T>, limit: number = PATIENCE): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${limit / 1000} seconds`)), limit);
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}
