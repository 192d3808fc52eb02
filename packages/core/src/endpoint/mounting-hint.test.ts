import { describe, expect, it } from "vitest";
import { makeAuth } from "../test-support/instance";

/** What an instance warns of while it answers requests for these paths. */
async function warningsFor(paths: string[], options: { basePath?: string } = {}) {
  const warnings: string[] = [];
  const log = (level: string, message: string) => void (level === "warn" && warnings.push(message));
  const { auth } = await makeAuth({ logger: { log }, ...options });
  for (const path of paths) {
    const answer = await auth.handler(new Request(`http://localhost:3000${path}`));
    expect(answer.status).toBe(404);
  }
  return warnings;
}

describe("a handler that is mounted at another place than it answers at", () => {
  it("says once where it is, where it should be, and what to set", async () => {
    const warnings = await warningsFor(["/auth/get-session?x=1", "/auth/get-session", "/v2/auth/ok"]);
    expect(warnings).toEqual([
      'A request for "/auth/get-session" is not below "/api/auth", where this instance answers. Mount the handler at "/api/auth", or set basePath: "/auth" here and in createAuthClient().',
    ]);
  });

  it("finds a mount at any depth", async () => {
    const [warning] = await warningsFor(["/a/b/c/get-session"], { basePath: "/auth" });
    expect(warning).toContain('not below "/auth"');
    expect(warning).toContain('basePath: "/a/b/c"');
  });

  it("says that a router has cut the path", async () => {
    const [warning] = await warningsFor(["/get-session"]);
    expect(warning).toContain('without "/api/auth": a router has cut it off');
  });

  it("is silent about what is none of its routes", async () => {
    expect(await warningsFor(["/", "/favicon.ico", "/api/authx/y", `/${"a/".repeat(2000)}get-session`])).toEqual([]);
  });
});
