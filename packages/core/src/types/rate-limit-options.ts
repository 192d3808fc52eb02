import type { Awaitable } from "./endpoint";

/** A rule of the rate limiter. */
export interface RateLimitRule {
  /** Seconds of a window. @default 10 */
  window: number;
  /** Requests of an address to a path that pass in a window. @default 100 */
  max: number;
}

/** Options for the rate limiter. */
export interface RateLimitOptions extends Partial<RateLimitRule> {
  /** Whether requests are counted. @default true in production */
  enabled?: boolean | undefined;
  /**
   * Rules by path below `basePath`, over all others; the first that matches counts, and `false` turns the limit off.
   * `*` stands for a part of a path, `**` for any number of parts: "/sign-in/*", "/**".
   */
  customRules?:
    | Record<
        string,
        RateLimitRule | false | ((request: Request, currentRule: RateLimitRule) => Awaitable<RateLimitRule | false>)
      >
    | undefined;
  /** Where the counters are kept. @default "memory", or "secondary-storage" when there is one */
  storage?: "memory" | "database" | "secondary-storage" | undefined;
  /** The table's name in the database. @default "rateLimit" */
  modelName?: string | undefined;
  /** Columns that have other names in the database. @default {} */
  fields?: Partial<Record<"key" | "count" | "lastRequest", string>> | undefined;
  /** A store of your own for the counters. While it fails, requests are refused. */
  customStorage?:
    | {
        /** Counts a request in one atomic step, and says whether it passes, else the seconds to wait. */
        consume(key: string, rule: RateLimitRule): Promise<{ allowed: boolean; retryAfter: number | null }>;
      }
    | undefined;
}
