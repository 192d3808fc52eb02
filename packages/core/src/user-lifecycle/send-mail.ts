import { scopeOf } from "../context/scope";
import type { GenericEndpointContext } from "../types";
import { tellApplication } from "./tell-application";

/**
 * Lets the application send a mail, after the commit when a transaction is open. What it fails with is logged.
 *
 * @param settings.isHidden the answer hides whether there is an account: it never waits, so that the time a mail takes
 * tells nothing. Otherwise it waits, unless `advanced.backgroundTasks` takes the work.
 */
export async function sendMail(
  ctx: GenericEndpointContext,
  send: () => Promise<void>,
  settings: { isHidden: boolean },
): Promise<void> {
  await tellApplication(scopeOf(ctx), async () => {
    // In a function of its own, so that a throw is a rejection, whatever kind of function sends it.
    const sending = (async () => send())();
    if (settings.isHidden) ctx.context.runInBackground(sending);
    else await ctx.context.runInBackgroundOrAwait(sending);
  });
}
