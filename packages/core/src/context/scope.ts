import type { AuthContext, GenericEndpointContext, RateLimitRule, SignInVerdict } from "../types";
import type { BaseURL } from "../url/base-url";
import type { Ambient } from "./ambient";
import type { Instance } from "./instance";

/** What every store works in: the instance, the call it serves, and the transaction that is open. */
export interface Scope extends Ambient {
  readonly instance: Instance;
  readonly adapter: NonNullable<Ambient["adapter"]>;
  /** Set once the call has a context. */
  ctx: GenericEndpointContext | null;
  /** Where this call finds the application. */
  readonly base: BaseURL;
  /** What is found out and decided while the call runs; one object, however many transactions it opens. */
  readonly call: CallState;
}

/** What is found out and decided while a call runs. */
export interface CallState {
  /** A before-hook may put others in their place. */
  headers: Headers | undefined;
  /** `undefined`: not looked up yet; `null`: there is none that can be believed. */
  ipAddress: string | null | undefined;
  /** Set while the request still has to be counted by the account that its body names. */
  accountRule: RateLimitRule | null;
  /** Tokens of sessions that have met every requirement in this call. */
  clearedTokens: string[] | null;
  /** The sign-in that still owes something; its response becomes the answer. */
  pending: Extract<SignInVerdict, { status: "pending" }> | null;
}

/** Where a context keeps its scope. A symbol, so that it is copied when a plugin spreads the context. */
export const SCOPE: unique symbol = Symbol("better-auth.scope");

/** The scope of a running call. */
export function scopeOf(ctx: Pick<GenericEndpointContext, "context">): Scope {
  return scopeOfContext(ctx.context);
}

/** The scope of a running call, from its `ctx.context`. */
export function scopeOfContext(context: AuthContext): Scope {
  return (context as unknown as { [SCOPE]: Scope })[SCOPE];
}
