import { vi } from "vitest";

/** What a provider answers: JSON, or whatever a function makes of the request. */
export type ProviderAnswer = object | ((request: Request) => Response | Promise<Response>);

/** A request that a provider has got. */
export interface ProviderRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: URLSearchParams;
}

/**
 * Answers every request of `fetch` by the first entry that its address begins with, and keeps what was asked; what no entry
 * is for gets a 404. `vi.unstubAllGlobals()` ends it.
 */
export function answerAsProvider(answers: Readonly<Record<string, ProviderAnswer>>): ProviderRequest[] {
  const requests: ProviderRequest[] = [];
  vi.stubGlobal("fetch", async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init);
    const { method, url, headers } = request;
    requests.push({ method, url: new URL(url), headers, body: new URLSearchParams(await request.clone().text()) });
    const [, answer] = Object.entries(answers).find(([address]) => url.startsWith(address)) ?? [];
    if (typeof answer === "function") return answer(request);
    return answer === undefined ? new Response(null, { status: 404 }) : Response.json(answer);
  });
  return requests;
}

/** An ID token that nobody has signed, as it may come from a token endpoint. */
export function unsignedIdToken(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "RS256" })}.${part(claims)}.AAAA`;
}
