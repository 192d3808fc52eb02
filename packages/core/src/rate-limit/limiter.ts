import { clientAddress } from "../context/client-address";
import type { Scope } from "../context/scope";
import type { AuthContext, BetterAuthPlugin, RateLimitRule } from "../types";
import { chooseStore } from "./choose-store";
import { compileRules } from "./rules";

/** Seconds to wait when a request is one too many, `null` when it may go on. */
export type Wait = number | null;

/** Counts the requests of an instance. */
export interface Limiter {
  /** Counts a request by who sends it, before its body is read. */
  countRequest(request: Request, path: string, template: string, scope: Scope): Promise<Wait> | Wait;
  /** Counts a request by the account that its body names, where `countRequest` has left that to do. */
  countAccount(template: string, account: unknown, scope: Scope): Promise<Wait> | Wait;
}

/** What the floors above give to a limiter. */
export interface LimiterParts {
  readonly context: AuthContext;
  readonly plugins: readonly BetterAuthPlugin[];
  /** Templates of the routes whose body names an account. */
  readonly namesAccount: ReadonlySet<string>;
  /** The session token that a call carries; `null` when there is none that we signed. */
  readSessionToken(scope: Scope): string | null | Promise<string | null>;
}

/** Stands in a key for everybody who cannot be told apart. */
const NO_ADDRESS = "no-trusted-ip";

/** A store that fails must not open the gate. */
const WAIT_AFTER_FAILURE_SECONDS = 1;

const NO_ADDRESS_WARNING =
  "rateLimit: the client's address cannot be found. Such requests are counted by the account they name, else by their session; the others share one counter per path, which one client can use up. Set advanced.ipAddress.ipAddressHeaders to the header that your proxy sets, and advanced.ipAddress.trustedProxies to its address.";

const TRACKING_OFF_WARNING =
  "advanced.ipAddress.disableIpTracking: requests are counted by the account they name, else by their session; those with neither are not limited.";

const inSeconds = (wait: number): number => Math.max(1, Math.ceil(wait)) || 1;

/** Of two rules the one that lets more through in the same time. */
function looser(a: RateLimitRule, b: RateLimitRule): RateLimitRule {
  return a.max / a.window >= b.max / b.window ? a : b;
}

/** One counter for every spelling of an identifier. The store of the identifier has its own, stricter form. */
function canonicalAccount(account: unknown): string {
  return typeof account === "string" ? account.normalize("NFKC").trim().toLowerCase() : "";
}

/**
 * Makes the limiter of an instance; `null` when it is turned off.
 *
 * A request is counted on its route, as whom its sender can be known for:
 *
 * 1. Its address, whenever there is one that can be believed.
 * 2. Without one, where the body names an account (`metadata.accountField`): that account, under the route's rule. All
 *    of these together have the looser one of the route's rule and the general rule, so that trying many accounts ends,
 *    too, and one client does not use up at once what all others need.
 * 3. Without one, elsewhere: the session it carries, if we have signed it. Making up others gives no new counter.
 * 4. Without any of it: everybody together. With `disableIpTracking` on, these are not limited, as the contract has it.
 *
 * The account never counts beside an address: whoever sends wrong passwords for somebody's account from anywhere would
 * lock its owner out. Where senders cannot be told apart there is no better choice, which is why start-up says so.
 *
 * Accounts and sessions stand in keys as an HMAC, because stores of counters are not where secrets and addresses are kept.
 */
export function createLimiter({ context, plugins, namesAccount, readSessionToken }: LimiterParts): Limiter | null {
  const { rateLimit, options, logger, secret } = context;
  if (!rateLimit.enabled) return null;
  const rules = compileRules(rateLimit, plugins);
  const general: RateLimitRule = { window: rateLimit.window, max: rateLimit.max };
  const consume = chooseStore(context, rules.longestWindow);
  const isTracking = options.advanced?.ipAddress?.disableIpTracking !== true;
  if (!isTracking) logger.warn(TRACKING_OFF_WARNING);
  let hasWarned = !isTracking;
  // Not the secret itself: with that one a hash of ours would be the signature of a cookie.
  const hashSecret = `rate-limit:${secret}`;

  function refuse(error: unknown): number {
    logger.error("rateLimit: the counter could not be kept, so the request is refused.", error);
    return WAIT_AFTER_FAILURE_SECONDS;
  }

  const told = (wait: Wait): Wait => (wait === null ? null : inSeconds(wait));

  function count(key: string, rule: RateLimitRule, scope: Scope): Promise<Wait> | Wait {
    // Nobody passes; what is no number is no leave to pass either.
    if (!(rule.max > 0)) return inSeconds(rule.window);
    try {
      const wait = consume(key, rule, scope);
      return wait instanceof Promise ? wait.then(told, refuse) : told(wait);
    } catch (error) {
      return refuse(error);
    }
  }

  function countHashed(
    kind: "account" | "session",
    value: string,
    template: string,
    rule: RateLimitRule,
    scope: Scope,
  ) {
    const hash = scope.instance.keyring.of(hashSecret).sign(`${kind}:${value}`);
    if (typeof hash === "string") return count(`${kind}:${hash}|${template}`, rule, scope);
    return hash.then((text) => count(`${kind}:${text}|${template}`, rule, scope));
  }

  const countTogether = (template: string, rule: RateLimitRule, scope: Scope) =>
    isTracking ? count(`${NO_ADDRESS}|${template}`, rule, scope) : null;

  function countByToken(token: string | null, template: string, rule: RateLimitRule, scope: Scope) {
    if (token === null) return countTogether(template, rule, scope);
    return countHashed("session", token, template, rule, scope);
  }

  function countBySession(template: string, rule: RateLimitRule, scope: Scope): Promise<Wait> | Wait {
    const token = readSessionToken(scope);
    if (token instanceof Promise) return token.then((found) => countByToken(found, template, rule, scope));
    return countByToken(token, template, rule, scope);
  }

  function countWithoutAddress(template: string, rule: RateLimitRule, scope: Scope): Promise<Wait> | Wait {
    if (!hasWarned) {
      hasWarned = true;
      logger.warn(NO_ADDRESS_WARNING);
    }
    if (!namesAccount.has(template)) return countBySession(template, rule, scope);
    scope.call.accountRule = rule;
    return countTogether(template, looser(rule, general), scope);
  }

  function countUnder(rule: RateLimitRule | false, template: string, scope: Scope): Promise<Wait> | Wait {
    if (rule === false) return null;
    const address = clientAddress(scope);
    if (address === null) return countWithoutAddress(template, rule, scope);
    return count(`${address}|${template}`, rule, scope);
  }

  return {
    countRequest(request, path, template, scope) {
      const rule = rules.find(request, path, template);
      return rule instanceof Promise
        ? rule.then((given) => countUnder(given, template, scope))
        : countUnder(rule, template, scope);
    },
    countAccount(template, account, scope) {
      const rule = scope.call.accountRule;
      return rule === null ? null : countHashed("account", canonicalAccount(account), template, rule, scope);
    },
  };
}
