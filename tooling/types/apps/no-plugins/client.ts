import { createAuthClient } from "better-auth/react";

export const authClient = createAuthClient({ baseURL: "http://localhost:3000" });

export function useIt() {
  const session = authClient.useSession();
  const id: string | undefined = session.data?.user.id;
  return { id, isPending: session.isPending, refetch: session.refetch };
}

export async function go() {
  const { data, error } = await authClient.signIn.email({ email: "a", password: "b" });
  const signOut = await authClient.signOut();
  const signUp = await authClient.signUp.email({ email: "a", password: "b", name: "c" });
  return { data, error, signOut, signUp, sessions: await authClient.listSessions() };
}

export type ClientSession = typeof authClient.$Infer.Session;
