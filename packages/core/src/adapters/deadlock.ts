/** ER_LOCK_DEADLOCK of MySQL; deadlock_detected and serialization_failure of PostgreSQL. */
const CODES: ReadonlySet<unknown> = new Set(["ER_LOCK_DEADLOCK", "40P01", "40001"]);

/** How often work that does nothing but statements is begun again. */
const ATTEMPTS = 4;

/** Whether the database gave up a transaction for another one's sake, with nothing of it done. Looks through causes. */
export function isDeadlock(error: unknown): boolean {
  for (let current = error; current instanceof Error; current = current.cause) {
    if (CODES.has((current as { code?: unknown }).code)) return true;
  }
  return false;
}

/**
 * Runs work again when the database gave its transaction up for another one. Only for work that has no effect but its
 * statements.
 */
export async function retryAfterDeadlock<R>(work: () => Promise<R>): Promise<R> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || !isDeadlock(error)) throw error;
    }
  }
}
