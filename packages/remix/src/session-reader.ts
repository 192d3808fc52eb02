import type { MountedInstance } from "@better-auth/core/mounting";

/** As much of an instance as reading its sessions takes. `Pair` is its `$Infer.Session`. */
export interface SessionSource<Pair> extends MountedInstance {
  readonly $Infer: { readonly Session: Pair };
  readonly api: {
    getSession(input: { headers: Headers; returnHeaders: true }): Promise<{ headers: Headers; response: Pair | null }>;
  };
}

/** Who sent a request, and what the answer has to say about it. */
export interface RequestSession<Pair> {
  /** `null` when nobody is signed in. */
  readonly session: Pair | null;
  /**
   * For the answer: `Set-Cookie` of a session that was extended by being read, or that is over, and a `Cache-Control` that
   * keeps the answer to one person.
   */
  readonly headers: Headers;
}

/** Reads the session of a request. */
export type SessionReader<Pair> = (request: { readonly headers: Headers }) => Promise<RequestSession<Pair>>;

/**
 * Makes a function that reads the session of a request, for loaders and actions without middleware: Remix 2, and React
 * Router 7 where it is not turned on. Each call reads, so ask once a request, in the loader that needs it.
 *
 * @example
 * // app/lib/session.server.ts
 * export const getSession = sessionReader(auth);
 *
 * // app/routes/dashboard.tsx
 * export async function loader({ request }: LoaderFunctionArgs) {
 *   const { session, headers } = await getSession(request);
 *   if (session === null) throw redirect("/sign-in", { headers });
 *   return data({ name: session.user.name }, { headers });
 * }
 */
export function sessionReader<Pair>(auth: SessionSource<Pair>): SessionReader<Pair> {
  return async ({ headers: sent }) => {
    const { headers, response } = await auth.api.getSession({ headers: sent, returnHeaders: true });
    return { session: response, headers };
  };
}
