import { defineRequestState, runInAmbient } from "../context/ambient";
import { type Scope, scopeOf } from "../context/scope";
import type { GenericEndpointContext, OAuthState } from "../types";
import { errorPage } from "./error-redirect";

const added = defineRequestState<Record<string, unknown>>(() => ({}));
const current = defineRequestState<OAuthState | null>(() => null);

/** What belongs to the request, also where core's own code is not run with the call around it. */
const around = <T>(scope: Scope, work: () => T): T => runInAmbient({ ...scope, transaction: null }, work);

/**
 * Carries data along with the next state that is made in this call: it comes back to the callback as
 * `state.serverContext`, and no client sees or sends it.
 * @example await addOAuthServerContext({ invitedBy: user.id });
 */
export async function addOAuthServerContext(values: Record<string, unknown>): Promise<void> {
  await added.set({ ...(await added.get()), ...values });
}

/**
 * The state of the callback that is running: what the sign-in at a provider was begun with, `additionalData` among it.
 * `null` in any other call. For hooks.
 * @example const state = await getOAuthState<{ invite?: string }>();
 */
export async function getOAuthState<T extends object = Record<string, unknown>>(): Promise<(OAuthState & T) | null> {
  return (await current.get()) as (OAuthState & T) | null;
}

/** What the call has added so far; `undefined` when it is nothing. */
export async function takeServerContext(ctx: GenericEndpointContext): Promise<Record<string, unknown> | undefined> {
  const values = await around(scopeOf(ctx), () => added.get());
  return Object.keys(values).length === 0 ? undefined : values;
}

/** Shows the state to whatever runs in this call, with the page for errors also where the sign-in named none. */
export function showState(ctx: GenericEndpointContext, state: OAuthState): Promise<void> {
  return around(scopeOf(ctx), () => current.set({ ...state, errorURL: state.errorURL ?? errorPage(ctx) }));
}
