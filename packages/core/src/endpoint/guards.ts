import type { Scope } from "../context/scope";
import type { AuthContext, GenericEndpointContext } from "../types";
import type { CallInput } from "./endpoint-context";
import type { Route } from "./router";

/**
 * What stands between a matched route and its handler. The pipeline is given its guards as values and knows nothing of
 * what they guard against; each is asked about the matched route, never about the path as it was written.
 */
export interface Guards {
  /** Whether a route is turned off over HTTP. */
  isDisabled(path: string, template: string): boolean;
  /** Counts the request by who sends it. Seconds to wait when it is one too many, `null` when it may go on. */
  limit(request: Request, path: string, template: string, scope: Scope): Promise<number | null> | number | null;
  /** Counts the request by the account that its body names, where nothing tells its sender apart. As `limit`. */
  limitAccount(template: string, account: unknown, scope: Scope): Promise<number | null> | number | null;
  /** Throws an APIError when the request comes from somewhere it should not, or would send people somewhere. */
  checkOrigin(call: CallInput, context: AuthContext, route: Route): void;
  /** After the handler: what the answer is when the sign-in still owes something. `undefined` when it does not. */
  pendingAnswer(ctx: GenericEndpointContext): unknown;
  /** The same where the handler redirects: where the browser goes instead. `undefined` when nothing is owed. */
  pendingTarget(ctx: GenericEndpointContext, location: string): string | undefined;
}
