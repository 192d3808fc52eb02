import { runInAmbient } from "../context/ambient";
import { scopeOf } from "../context/scope";
import type { GenericEndpointContext } from "../types";
import type { LinkingRules } from "./decide";

async function isTrustedProvider(ctx: GenericEndpointContext, providerId: string): Promise<boolean> {
  const scope = scopeOf(ctx);
  const trusted = scope.instance.options.account?.accountLinking?.trustedProviders ?? [];
  const list = typeof trusted === "function" ? await runInAmbient(scope, async () => trusted(ctx.request)) : trusted;
  return list.includes(providerId);
}

/** What the options say about linking an account of a provider, in this call. */
export async function rulesFor(ctx: GenericEndpointContext, providerId: string): Promise<LinkingRules> {
  const { accountLinking: linking, missingEmail } = ctx.context.options.account ?? {};
  return {
    isEnabled: linking?.enabled !== false,
    onlyExplicit: linking?.disableImplicitLinking === true,
    isTrusted: await isTrustedProvider(ctx, providerId),
    allowsDifferentEmails: linking?.allowDifferentEmails === true,
    asksForEmail: missingEmail !== undefined,
  };
}
