// The hook of one release with the server of the other: what people see of a sign-in and a sign-out.
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { openBrowser } from "./client-interop/browser.mjs";
import { openDocument, showSession } from "./client-interop/component.mjs";
import { startServer } from "./client-interop/server.mjs";

const MINUTE = 60_000;
const ADA = { name: "Ada", email: "ada@example.com", password: "correct horse 1" };
const twice = (text) => `<p>${text}</p>`.repeat(2);

beforeEach(() => {
  // The reference is less strict in tests, and React has its tools for tests only outside of production.
  vi.stubEnv("NODE_ENV", "development");
  vi.stubEnv("TEST", "");
});
afterEach(() => vi.unstubAllEnvs());

it.each([
  ["better-auth-reference", "better-auth-reference"],
  ["better-auth-reference", "better-auth"],
  ["better-auth", "better-auth-reference"],
  ["better-auth", "better-auth"],
])("useSession of %s follows the server of %s", { timeout: MINUTE }, async (release, serverRelease) => {
  const server = await startServer(serverRelease);
  const closeDocument = openDocument(server.origin);
  try {
    const { createAuthClient } = await import(`${release}/react`);
    const { fetch } = openBrowser(server.origin);
    const client = createAuthClient({ baseURL: server.origin, fetchOptions: { customFetchImpl: fetch } });
    const people = showSession(client);
    expect(people.onServer()).toBe(twice("…"));

    await people.mount();
    await people.shows("nobody");
    expect(people.taken()).toEqual([twice("…"), twice("nobody")]);

    await client.signUp.email(ADA);
    await people.shows("Ada");
    expect(people.taken().at(-1)).toBe(twice("Ada"));

    await client.updateUser({ name: "Countess" });
    await people.shows("Countess");
    expect(people.taken()).toEqual([twice("Ada"), twice("Countess")]);

    await client.signOut();
    await people.shows("nobody");
    expect(people.taken()).toEqual([twice("Countess"), twice("nobody")]);
    await people.unmount();
  } finally {
    await closeDocument();
    await server.stop();
  }
});
