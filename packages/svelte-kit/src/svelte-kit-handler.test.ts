import { describe, expect, it, vi } from "vitest";
import { svelteKitHandler } from "./svelte-kit-handler";

const log = vi.fn();
const auth = {
  handler: async (request: Request) => new Response(`instance: ${request.method} ${new URL(request.url).pathname}`),
  options: { baseURL: "http://localhost:3000", logger: { log } },
};
const resolve = (event: { request: Request }) => new Response(`SvelteKit: ${new URL(event.request.url).pathname}`);

const answerTo = async (url: string, building = false) => {
  log.mockClear();
  const response = await svelteKitHandler({ auth, event: { request: new Request(url) }, resolve, building });
  return response.text();
};

describe("svelteKitHandler", () => {
  it("gives the instance what is below its base path, and SvelteKit everything else", async () => {
    expect(await answerTo("http://localhost:3000/api/auth/ok")).toBe("instance: GET /api/auth/ok");
    expect(await answerTo("http://localhost:3000/api/authors")).toBe("SvelteKit: /api/authors");
    expect(await answerTo("http://localhost:3000/dashboard")).toBe("SvelteKit: /dashboard");
    expect(log).not.toHaveBeenCalled();
  });

  it("asks nobody but SvelteKit while the application is built", async () => {
    expect(await answerTo("http://localhost:3000/api/auth/ok", true)).toBe("SvelteKit: /api/auth/ok");
  });

  it("says once which of two origins is wrong, where SvelteKit sees another one", async () => {
    expect(await answerTo("https://localhost:3000/api/auth/ok")).toBe("SvelteKit: /api/auth/ok");
    expect(log).toHaveBeenCalledOnce();
    const [level, message] = log.mock.lastCall ?? [];
    expect(level).toBe("warn");
    expect(message).toContain("below http://localhost:3000/api/auth, the base URL, got one at https://localhost:3000");
    expect(message).toContain("BETTER_AUTH_URL");
    expect(message).toContain("paths.origin");
    await answerTo("https://evil.example/api/auth/ok");
    expect(log).not.toHaveBeenCalled();
  });

  it("says nothing of pages at another origin", async () => {
    expect(await answerTo("https://localhost:3000/dashboard")).toBe("SvelteKit: /dashboard");
    expect(log).not.toHaveBeenCalled();
  });

  it("looks at the request, not at what a remote call says its page is", async () => {
    const request = new Request("http://localhost:3000/_app/remote/1/ask");
    const event = { request, url: new URL("http://localhost:3000/api/auth/ok") };
    const response = await svelteKitHandler({ auth, event, resolve, building: false });
    expect(await response.text()).toBe("SvelteKit: /_app/remote/1/ask");
  });
});
