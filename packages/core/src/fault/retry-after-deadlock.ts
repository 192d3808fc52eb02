import { faultOf } from "./database-fault";

/** How often work that does nothing but statements is begun. */
const ATTEMPTS = 8;

/** Those that stood in each other's way come back at different moments: up to 1 ms, then 2, 4, … */
function pause(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * 2 ** (attempt - 2)));
}

/** Whether the database gave up a transaction for another one's sake, with nothing of it done. Looks through causes. */
function isDeadlock(error: unknown): boolean {
  return faultOf(error) === "conflict";
}

/**
 * Runs work again when the database gave its transaction up for another one. Only for work that has no effect but its
 * statements.
 */
export async function retryAfterDeadlock<R>(work: () => R): Promise<Awaited<R>> {
  try {
    return await work();
  } catch (error) {
    return retryFailed(work, error);
  }
}

/** The same for work whose first attempt has failed already. */
export async function retryFailed<R>(work: () => R, failure: unknown): Promise<Awaited<R>> {
  let error = failure;
  for (let attempt = 2; attempt <= ATTEMPTS && isDeadlock(error); attempt++) {
    await pause(attempt);
    try {
      return await work();
    } catch (next) {
      error = next;
    }
  }
  throw error;
}
