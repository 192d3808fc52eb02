import { expect, it } from "vitest";
import { toSvelteKitHandler } from "./to-svelte-kit-handler";

const handler = async (request: Request) => new Response(`${request.method} ${new URL(request.url).pathname}`);
const event = { request: new Request("http://localhost/api/auth/sign-out", { method: "POST" }) };

it.each([["an instance", { handler }] as const, ["a handler by itself", handler] as const])(
  "answers an event with %s",
  async (_, auth) => {
    const response = await toSvelteKitHandler(auth)(event);
    expect(await response.text()).toBe("POST /api/auth/sign-out");
  },
);
