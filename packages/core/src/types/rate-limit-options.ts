import type { Awaitable } from "./endpoint";

/** A rule of the rate limiter. */
export interface RateLimitRule {
  /** Seconds. */
  window: number;
  /** Requests that pass in a window. */
  max: number;
}

/** Options for the rate limiter. */
export interface RateLimitOptions extends Partial<RateLimitRule> {
  /** @default true in production */
  enabled?: boolean | undefined;
  /** Rules by path; `false` turns the limit off for it. Paths may hold `*`. */
  customRules?:
    | Record<
        string,
        RateLimitRule | false | ((request: Request, currentRule: RateLimitRule) => Awaitable<RateLimitRule | false>)
      >
    | undefined;
  /** @default "memory", or "secondary-storage" when there is one */
  storage?: "memory" | "database" | "secondary-storage" | undefined;
  modelName?: string | undefined;
  fields?: Partial<Record<"key" | "count" | "lastRequest", string>> | undefined;
  customStorage?:
    | { consume(key: string, rule: RateLimitRule): Promise<{ allowed: boolean; retryAfter: number | null }> }
    | undefined;
}
