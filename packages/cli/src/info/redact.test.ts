import { describe, expect, it } from "vitest";
import { redact } from "./redact";

const shown = (value: unknown, known: readonly string[] = []) => redact(value, known);

describe("what is shown of options", () => {
  it("is what they say, where that is no secret", () => {
    const options = {
      appName: "Shop",
      baseURL: "https://shop.example/app",
      emailAndPassword: { enabled: true, minPasswordLength: 8, resetPasswordTokenExpiresIn: 3600 },
      session: { expiresIn: 604800, cookieCache: { enabled: true, strategy: "jwe" } },
      trustedOrigins: ["https://*.shop.example"],
      advanced: { cookiePrefix: "shop", cookies: { session_token: { name: "sid", attributes: { sameSite: "lax" } } } },
      socialProviders: { github: { scope: ["user:email"], tokenEndpoint: "https://github.com/token" } },
    };
    expect(shown(options)).toEqual(options);
  });

  it("names functions and instances only", () => {
    class Pool {
      password = "hunter2";
    }
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(shown({ send: () => "hunter2", pool: new Pool(), bytes: new Uint8Array(3), none: null, circle })).toEqual({
      send: "[function]",
      pool: "[Pool]",
      bytes: "[Uint8Array]",
      none: null,
      circle: { self: "[circular]" },
    });
  });

  it.each([
    ["secret"],
    ["clientSecret"],
    ["clientId"],
    ["apiKey"],
    ["api_key"],
    ["secretKey"],
    ["accessToken"],
    ["password"],
    ["smtpPass"],
    ["privateKey"],
    ["connectionString"],
    ["authorization"],
    ["pepper"],
    ["sentryDsn"],
    ["BETTER_AUTH_SECRET"],
  ])("leaves out what stands under %s", (name) => {
    expect(shown({ [name]: "hunter2" })).toEqual({ [name]: "[redacted]" });
    expect(shown({ [name]: ["hunter2"] })).toEqual({ [name]: ["[redacted]"] });
  });

  it("leaves out numbers under names of secrets", () => {
    expect(shown({ pin: 1234, password: 123456 })).toEqual({ pin: "[redacted]", password: "[redacted]" });
  });

  it("leaves out everything of a group of secrets", () => {
    const text = JSON.stringify(
      shown({
        secrets: [{ version: 2, value: "hunter2" }, "hunter2"],
        credentials: { user: "hunter2", nested: { more: "hunter2" } },
        keys: { current: new URL("https://hunter2.example"), since: new Date(0) },
      }),
    );
    expect(text).not.toContain("hunter2");
    expect(text).not.toContain("1970");
    expect(text).toContain("secrets");
  });

  it.each([
    ["a connection string", "postgres://ada:hunter2@db:5432/app", "hunter2"],
    ["a password with an @ in it", "postgres://ada:hunt@er2@db/app", "er2"],
    ["a user without a password", "redis://hunter2@db", "hunter2"],
    ["a query", "https://api.example/x?key=hunter2", "hunter2"],
    ["a connection string of SQL Server", "Server=db;Database=app;User Id=ada;Password=hunter2;", "hunter2"],
    ["a key of Stripe", "sk_live_abcdefgh", "abcdefgh"],
    ["a token of GitHub", "ghp_abcdefghijkl", "abcdefgh"],
    ["a JSON Web Token", "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-def", "eyJ"],
    ["a private key", "-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----", "hunter2"],
    ["a UUID", "1b4e28ba-2fa1-11d2-883f-0016d3cca427", "1b4e28ba"],
    ["a long random word", "9f8b3c2d1e0f4a5b9f8b3c2d1e0f4a5b", "9f8b3c2d"],
    ["an address of a webhook", "https://hooks.slack.com/services/T0/B0/aB3dE5fG7hI9kL1mN3pQ5rS7", "aB3dE5fG7hI9"],
  ])("leaves %s out of a text under any name", (_, text, secret) => {
    expect(JSON.stringify(shown({ note: text, [text]: 1 }))).not.toContain(secret);
  });

  it("leaves out known secrets wherever they stand", () => {
    expect(shown({ a: "x-known-y", b: { known: ["known"] } }, ["known"])).toEqual({
      a: "x-[redacted]-y",
      b: { "[redacted]": ["[redacted]"] },
    });
  });
});
