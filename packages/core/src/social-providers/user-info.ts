import type { OAuthProfile, ProviderOptions } from "../types";
import type { ProfileTokens, ProviderDefinition } from "./definition";

/** A person as the provider and the application's `mapProfileToUser` say; `null` when the provider tells nothing. */
export async function userInfo<P extends object, O extends ProviderOptions<P>>(
  definition: ProviderDefinition<P, O>,
  options: O,
  tokens: ProfileTokens,
): Promise<OAuthProfile<P> | null> {
  const answer = await definition.profile(tokens, options);
  if (answer === null || !isSubject(definition.subject(answer))) return null;
  const { profile, user } = (await definition.complete?.(answer, tokens, options)) ?? { profile: answer };
  const mapped = (await options.mapProfileToUser?.(profile)) ?? {};
  const said = Object.fromEntries(Object.entries(mapped).filter(([, value]) => value !== undefined));
  return { user: { ...definition.map(profile), ...user, ...said }, data: profile };
}

/** Whether a provider's value can tell people apart: what is missing would be the same for everybody. */
export function isSubject(value: unknown): value is string | number {
  return typeof value === "string" ? value !== "" : Number.isFinite(value);
}
