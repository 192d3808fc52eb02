import { isAPIError } from "../error";
import { explainFault, isDatabaseFaultError } from "../fault/database-fault-error";
import type { GenericEndpointContext } from "../types";
import { withQuery } from "../url/with-query";

/** Longest text of a provider that is handed on. */
const MOST_CHARACTERS = 200;

/** As much of it as is handed on. What the cut leaves of a character is no text, which no address can hold. */
function shortened(description: string): string {
  return description.slice(0, MOST_CHARACTERS).replace(/\p{Surrogate}/gu, "");
}

/** Where a browser is sent that came back for nothing, unless the call named a page. */
export function errorPage({ context: { options, baseURL } }: GenericEndpointContext): string {
  return options.onAPIError?.errorURL ?? `${baseURL}/error`;
}

/**
 * Sends a browser that came back from a provider to a page that says why it did not work: the one that the call named,
 * else `onAPIError.errorURL`, else the page of our own. Throw what it gives.
 *
 * @param code a code of ours, or of RFC 6749 §4.1.2.1
 */
export function errorRedirect(ctx: GenericEndpointContext, code: string, to?: string, description?: string) {
  const page = withQuery(to ?? errorPage(ctx), "error", code);
  return ctx.redirect(description === undefined ? page : withQuery(page, "error_description", shortened(description)));
}

/** What of a database is a refusal, and no outage. */
const REFUSALS: ReadonlySet<string> = new Set(["VALIDATION_ERROR", "DATABASE_CONFLICT"]);

/**
 * A person who comes back from a provider, or from a mail, sees a page, not JSON: a refusal as what `errorRedirect` makes, be
 * it the database's, of a name that no column holds.
 */
export function asRedirect(ctx: GenericEndpointContext, error: unknown, to: string | undefined): unknown {
  // An error of ours may have such a fault for its cause, and says more.
  const fault = isAPIError(error) ? null : explainFault(error);
  if (isDatabaseFaultError(fault) && REFUSALS.has(fault.code)) {
    ctx.context.logger.warn("What a provider has said of somebody was refused.", fault);
    return errorRedirect(ctx, fault.code, to);
  }
  if (!isAPIError(error) || error.statusCode < 400 || !error.body?.code) return error;
  const { code, message } = error.body;
  return errorRedirect(ctx, code, to, message === code ? undefined : message);
}
