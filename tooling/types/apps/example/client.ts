// The framework-free client, which is told of the server by its type alone.
import { createAuthClient } from "better-auth/client";
import { inferAdditionalFields } from "better-auth/client/plugins";
import { bookmarkClient, customSessionClient, workspaceClient } from "synthetic-plugins/client";
import type { auth, Shaped } from "./auth.js";

export const authClient = createAuthClient({
  baseURL: "http://localhost:3000",
  fetchOptions: { onError: ({ error }) => console.error(error.message) },
  plugins: [
    bookmarkClient(),
    workspaceClient({ statements: { project: ["create", "archive"] }, teams: { enabled: true } }),
    inferAdditionalFields<typeof auth>(),
  ],
});

export const { signIn, signUp, signOut, useSession, useBookmarks, workspace, $fetch, $store, $ERROR_CODES } =
  authClient;
export type ClientSession = typeof authClient.$Infer.Session;

export const stop = authClient.useSession.subscribe(({ data }) => {
  const level: "guest" | "regular" | "patron" | undefined = data?.user.level;
  return level;
});

export async function join() {
  const { data, error } = await authClient.signUp.email({
    name: "A",
    email: "a@example.com",
    password: "correct horse",
    team: "red",
    invitationCode: "x",
  });
  if (error) return error.message;
  const team: string = data.user.team;
  return team;
}

export const throwing = createAuthClient({ fetchOptions: { throw: true } });
export async function mustJoin() {
  const { user } = await throwing.signIn.email({ email: "a@example.com", password: "correct horse" });
  return user;
}

export const shaped = createAuthClient({ plugins: [customSessionClient<Shaped>()] });
export const who = shaped.useSession.get().data?.who;
