import { fetchFromProvider, isProviderError } from "@better-auth/core/oauth2";
import type { OAuth2Tokens } from "@better-auth/core/types";

/**
 * What a provider's own endpoint says; `null` when it says nothing, or refuses.
 * @param scheme of the `Authorization` header
 */
export async function fetchUser<T extends object>(
  address: string,
  { accessToken }: OAuth2Tokens,
  scheme: "Bearer" | "OAuth" | "none" = "Bearer",
): Promise<T | null> {
  const headers: Record<string, string> = scheme === "none" ? {} : { authorization: `${scheme} ${accessToken}` };
  const said = await fetchFromProvider<T>(address, { headers });
  return typeof said === "object" ? said : null;
}

/** The same for what a profile is good without. */
export async function fetchUserIfAllowed<T extends object>(address: string, tokens: OAuth2Tokens): Promise<T | null> {
  try {
    return await fetchUser<T>(address, tokens);
  } catch (error) {
    if (isProviderError(error)) return null;
    throw error;
  }
}
