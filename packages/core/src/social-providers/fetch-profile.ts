import { fetchFromProvider } from "../outbound/fetch-from-provider";
import { isProviderError } from "../outbound/provider-error";

/** A request for something that a provider says of a person. */
export interface ProfileRequest {
  /** The access token, sent as RFC 6750 §2.1 says. */
  accessToken?: string | undefined;
  /** @default "GET", and "POST" with a body */
  method?: "GET" | "POST" | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  body?: string | URLSearchParams | undefined;
}

/**
 * What a provider says of a person; `null` when it is nothing. The type is the caller's word.
 *
 * @throws {ProviderError} when the provider refuses or cannot be reached
 */
export async function fetchProfile<T extends object>(url: string, request: ProfileRequest): Promise<T | null> {
  const { accessToken, body, method = body === undefined ? "GET" : "POST" } = request;
  const authorization = accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` };
  const headers = { ...authorization, ...request.headers };
  const answer = await fetchFromProvider<T>(url, body === undefined ? { method, headers } : { method, headers, body });
  return typeof answer === "object" ? answer : null;
}

/** The same for what a profile is good without: `null` also when the provider refuses, as it does without a scope. */
export async function fetchIfAllowed<T extends object>(url: string, request: ProfileRequest): Promise<T | null> {
  try {
    return await fetchProfile<T>(url, request);
  } catch (error) {
    if (isProviderError(error)) return null;
    throw error;
  }
}
