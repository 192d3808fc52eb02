import { betterAuth } from "@better-auth/core";
import { memoryAdapter } from "@better-auth/core/adapters/memory";
import type { BetterAuthOptions } from "@better-auth/core/types";
import { nextCookies } from "./next-cookies";

export const SECRET = "a-secret-of-these-tests-8f1c2d9e7b60";
/** In seconds. */
export const day = 24 * 60 * 60;
export const person = { name: "Ada", email: "ada@example.com", password: "correct horse battery" };
export const credentials = { email: person.email, password: person.password };

function createAuth(options: Pick<BetterAuthOptions, "database" | "secondaryStorage" | "session">) {
  return betterAuth({
    baseURL: "http://localhost:3000",
    secret: SECRET,
    database: memoryAdapter({}),
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      password: {
        hash: async (password) => `plain:${password}`,
        verify: async ({ hash, password }) => hash.endsWith(`:${password}`),
      },
    },
    plugins: [nextCookies()],
    ...options,
  });
}

/** An instance with one person, and the Cookie header of their browser. */
export async function withPerson(options: Parameters<typeof createAuth>[0] & { image?: string } = {}) {
  const { image = "https://example.com/ada.png", ...rest } = options;
  const auth = createAuth(rest);
  const { headers } = await auth.api.signUpEmail({ body: { ...person, image }, returnHeaders: true });
  const cookie = headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const { adapter } = await auth.$context;
  return {
    auth,
    cookie,
    headers: new Headers({ cookie }),
    /** Leaves the session less than a day, so that it is due for more. */
    age: () =>
      adapter.updateMany({ model: "session", where: [], update: { expiresAt: new Date(Date.now() + 3600 * 1000) } }),
    secondsLeft: async () => {
      const [session] = await adapter.findMany<{ expiresAt: Date }>({ model: "session" });
      return ((session?.expiresAt.getTime() ?? 0) - Date.now()) / 1000;
    },
  };
}
