// What tests of framework packages stand on: an instance with one person, in memory.
import { betterAuth } from "@better-auth/core";
import { memoryAdapter } from "@better-auth/core/adapters/memory";
import type { Auth, BetterAuthOptions, BetterAuthPlugin, FieldMap } from "@better-auth/core/types";

export const SECRET = "a-secret-of-these-tests-8f1c2d9e7b60";
/** In seconds. */
export const day = 24 * 60 * 60;
export const person = { name: "Ada", email: "ada@example.com", password: "correct horse battery" };
export const credentials = { email: person.email, password: person.password };

/** The Cookie header of a browser that was given these Set-Cookie lines. */
export function cookieOf(lines: readonly string[]): string {
  return lines.map((line) => line.split(";")[0]).join("; ");
}

/** Signs a person up, and gives the Cookie header of their browser. */
export async function signUp(auth: Auth, body: typeof person & { image?: string }) {
  const { headers } = await auth.api.signUpEmail({ body, returnHeaders: true });
  const cookie = cookieOf(headers.getSetCookie());
  const { adapter } = await auth.$context;
  return {
    cookie,
    headers: new Headers({ cookie }),
    /** Leaves the sessions less than a day, so that they are due for more. */
    age: () =>
      adapter.updateMany({ model: "session", where: [], update: { expiresAt: new Date(Date.now() + 3600 * 1000) } }),
    secondsLeft: async () => {
      const [session] = await adapter.findMany<{ expiresAt: Date }>({ model: "session" });
      return ((session?.expiresAt.getTime() ?? 0) - Date.now()) / 1000;
    },
  };
}

/** What a package's own `withPerson` takes: its plugins it names itself. */
export type PersonOptions = Omit<BetterAuthOptions, "plugins"> & { image?: string };

/** An instance with one person, and the Cookie header of their browser. */
export async function withPerson<const P extends readonly BetterAuthPlugin[], const U extends FieldMap = {}>({
  image = "https://example.com/ada.png",
  ...options
}: BetterAuthOptions<P, U> & { image?: string }) {
  const auth = betterAuth({
    baseURL: "http://localhost:3000",
    secret: SECRET,
    database: memoryAdapter({}),
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      password: {
        hash: async (password: string) => `plain:${password}`,
        verify: async ({ hash, password }: { hash: string; password: string }) => hash.endsWith(`:${password}`),
      },
    },
    ...options,
  });
  return { auth, ...(await signUp(auth, { ...person, image })) };
}
