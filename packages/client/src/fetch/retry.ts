import type { ExponentialRetry, LinearRetry, RetryOptions } from "./options";

/** Milliseconds to wait before the next attempt; `undefined` when there is to be none. */
export async function retryDelay(
  retry: RetryOptions | undefined,
  attempt: number,
  response: Response | null,
): Promise<number | undefined> {
  const plan = (typeof retry === "number" ? { attempts: retry, delay: 1000 } : retry) as LinearRetry | undefined;
  if (!plan || attempt >= plan.attempts || (await plan.shouldRetry?.(response)) === false) return;
  const { baseDelay, maxDelay } = plan as object as ExponentialRetry;
  return plan.delay ?? Math.min(maxDelay, baseDelay * 2 ** attempt);
}
