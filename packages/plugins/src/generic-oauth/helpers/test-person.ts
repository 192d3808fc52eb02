import { vi } from "vitest";
import type { GenericOAuthConfig } from "../types";

/** What has been asked. */
export const requests: Request[] = [];

/** Answers whatever is asked; `vi.unstubAllGlobals()` ends it. */
export function answerWith(value: unknown, status = 200): void {
  requests.length = 0;
  vi.stubGlobal("fetch", async (input: RequestInfo | URL, init?: RequestInit) => {
    requests.push(new Request(input, init));
    return Response.json(value, { status });
  });
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** An ID token that nobody has signed. */
export const idToken = (claims: object) => `${part({ alg: "RS256" })}.${part(claims)}.AAAA`;

/** What a helper says of the person that the provider tells of. */
export async function personOf(
  config: GenericOAuthConfig | undefined,
  tokens: { accessToken?: string; idToken?: string } = { accessToken: "at" },
) {
  const profile = (await config?.getUserInfo?.(tokens)) ?? null;
  if (profile === null) return null;
  const { name, email, image, emailVerified } = profile;
  return { subject: await config?.accountSubject?.({ profile, tokens }), name, email, image, emailVerified };
}
