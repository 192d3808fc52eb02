import { clientAddress } from "../context/client-address";
import type { Scope } from "../context/scope";
import type { AuthContext, BetterAuthPlugin } from "../types";
import { subnetOf } from "../url/ip";
import { type Consume, createMemoryLimiter } from "./memory";
import { compileRules } from "./rules";

/** Counts a request. Seconds to wait when it is one too many, `null` when it may go on. */
export type Limiter = (
  request: Request,
  path: string,
  template: string,
  scope: Scope,
) => Promise<number | null> | number | null;

/** Everybody whose address cannot be believed shares a counter. */
const NO_ADDRESS = "no-trusted-ip";

/** A custom store that fails must not open the gate. */
const WAIT_AFTER_FAILURE_SECONDS = 1;

/** Makes the limiter of an instance; `null` when it is turned off. */
export function createLimiter(context: AuthContext, plugins: readonly BetterAuthPlugin[]): Limiter | null {
  const { rateLimit, options, logger } = context;
  if (!rateLimit.enabled) return null;
  const findRule = compileRules(rateLimit, plugins);
  const prefix = options.advanced?.ipAddress?.ipv6Subnet ?? 64;
  const { customStorage } = rateLimit;
  const consume: Consume = customStorage
    ? async (key, rule) => {
        const { allowed, retryAfter } = await customStorage.consume(key, rule);
        return allowed ? null : (retryAfter ?? rule.window);
      }
    : createMemoryLimiter();
  let warned = false;

  return async (request, path, template, scope) => {
    const rule = await findRule(request, path, template);
    if (rule === false) return null;
    const address = clientAddress(scope);
    if (address === null && !warned) {
      warned = true;
      logger.warn(
        "rateLimit: no client address can be found, so everybody shares one counter per path. Set advanced.ipAddress.ipAddressHeaders to the header that your proxy sets, and advanced.ipAddress.trustedProxies to its address.",
      );
    }
    try {
      return await consume(`${address === null ? NO_ADDRESS : subnetOf(address, prefix)}|${template}`, rule);
    } catch (error) {
      logger.error("rateLimit: the counter could not be kept, so the request is refused.", error);
      return WAIT_AFTER_FAILURE_SECONDS;
    }
  };
}
