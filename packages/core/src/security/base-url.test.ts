import { afterEach, describe, expect, it, vi } from "vitest";
import { memoryAdapter } from "../adapters-memory";
import { betterAuth } from "../auth";

const SECRET = "kP3vX9qLs7TzB2nWm5RdYc8HfJ4gUe6A";
const open = (url: string, headers: Record<string, string> = {}) => new Request(url, { headers });

function make(options: Parameters<typeof betterAuth>[0] = {}) {
  const lines: string[] = [];
  const auth = betterAuth({
    secret: SECRET,
    database: memoryAdapter({}),
    logger: { log: (level, message, ...rest) => lines.push([level, message, ...rest.map(String)].join(" ")) },
    ...options,
  });
  return { auth, lines };
}

afterEach(() => vi.unstubAllEnvs());

describe("the base URL", () => {
  it("is not learned from a request in production: the first one fails, and the log names the mend", async () => {
    vi.stubEnv("NODE_ENV", "production");
    vi.stubEnv("BETTER_AUTH_URL", "");
    const { auth, lines } = make();
    const answer = await auth.handler(open("https://evil.example/api/auth/ok", { host: "evil.example" }));
    expect(answer.status).toBe(500);
    expect(await answer.text()).toBe("");
    expect(lines.join("\n")).toContain("BETTER_AUTH_URL");
  });

  it("comes from the environment, read when it is first needed", async () => {
    vi.stubEnv("NODE_ENV", "production");
    const { auth } = make();
    vi.stubEnv("BETTER_AUTH_URL", "https://app.example.com");
    expect((await auth.handler(open("https://app.example.com/api/auth/ok"))).status).toBe(200);
    expect((await auth.$context).baseURL).toBe("https://app.example.com/api/auth");
  });

  it("of one request says nothing about the next, in development (advisory 6)", async () => {
    const { auth } = make();
    const poison = { host: "evil.example", "x-forwarded-host": "evil.example", "x-forwarded-proto": "gopher" };
    expect((await auth.handler(open("http://evil.example/prefix/api/auth/ok", poison))).status).toBe(404);
    expect((await auth.handler(open("http://localhost:3000/api/auth/ok"))).status).toBe(200);
    expect((await auth.$context).trustedOrigins).toEqual([]);
  });

  it("takes forwarded headers only from the hosts it was told of, and only when told to trust them", async () => {
    const dynamic = { baseURL: { allowedHosts: ["*.example.com"], fallback: "https://fallback.example.org" } };
    const ask = async (options: object, headers: Record<string, string>) => {
      const { auth } = make({ ...dynamic, ...options, emailAndPassword: { enabled: true } } as never);
      const request = new Request("http://internal:3000/api/auth/sign-in/email", {
        method: "POST",
        headers: { "content-type": "application/json", cookie: "a=b", origin: "https://app.example.com", ...headers },
        body: JSON.stringify({ email: "a@example.com", password: "correct horse 1" }),
      });
      return (await auth.handler(request)).status;
    };
    const forwarded = { "x-forwarded-host": "app.example.com", "x-forwarded-proto": "https" };
    expect(await ask({}, forwarded)).toBe(403);
    expect(await ask({ advanced: { trustedProxyHeaders: true } }, forwarded)).toBe(401);
    expect(
      await ask({ advanced: { trustedProxyHeaders: true } }, { ...forwarded, "x-forwarded-host": "evil.example" }),
    ).toBe(403);
  });
});

describe("the secret", () => {
  it("is asked for in production, by name", async () => {
    vi.stubEnv("NODE_ENV", "production");
    vi.stubEnv("BETTER_AUTH_SECRET", "");
    vi.stubEnv("AUTH_SECRET", "");
    const auth = betterAuth({
      baseURL: "https://app.example.com",
      database: memoryAdapter({}),
      logger: { disabled: true },
    });
    await expect(auth.$context).rejects.toThrow(/BETTER_AUTH_SECRET/);
  });

  it("of development serves this machine only, and says what it is", async () => {
    vi.stubEnv("BETTER_AUTH_SECRET", "");
    vi.stubEnv("AUTH_SECRET", "");
    const { secret: _none, ...withoutSecret } = { secret: "", database: memoryAdapter({}) };
    const lines: string[] = [];
    const logger = { log: (_level: string, message: string) => void lines.push(message) };
    await betterAuth({ ...withoutSecret, baseURL: "http://localhost:3000", logger }).$context;
    expect(lines.join("\n")).toContain("publicly known");
    await expect(
      betterAuth({ ...withoutSecret, baseURL: "https://staging.example.com", logger }).$context,
    ).rejects.toThrow(/BETTER_AUTH_SECRET/);
  });
});
