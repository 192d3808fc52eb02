import type { ExponentialRetry, LinearRetry, RetryOptions } from "./options";

/** Either kind of plan: one with a `delay` waits no other time. */
type RetryPlan = Omit<LinearRetry, "type"> & Omit<ExponentialRetry, "type">;

/** Milliseconds to wait before the next attempt; `undefined` when there is to be none. */
export async function retryDelay(
  retry: RetryOptions | undefined,
  attempt: number,
  response: Response | null,
): Promise<number | undefined> {
  const plan = (typeof retry === "number" ? { attempts: retry, delay: 1000 } : retry) as RetryPlan | undefined;
  if (plan && attempt < plan.attempts && (await plan.shouldRetry?.(response)) !== false) {
    return plan.delay ?? Math.min(plan.maxDelay, plan.baseDelay * 2 ** attempt);
  }
}
