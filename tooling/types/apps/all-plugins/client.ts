import { createAuthClient } from "better-auth/react";
import {
  addressClient,
  announcementClient,
  apiKeyClient,
  auditLogClient,
  bookmarkClient,
  commentClient,
  consentClient,
  deviceClient,
  documentClient,
  featureFlagClient,
  notificationClient,
  preferenceClient,
  quotaClient,
  recoveryCodeClient,
  referralClient,
  subscriptionClient,
  tagClient,
  ticketClient,
  waitlistClient,
  webhookClient,
  workspaceClient,
} from "synthetic-plugins/client";

export const authClient = createAuthClient({
  baseURL: "http://localhost:3000",
  plugins: [
    addressClient(),
    announcementClient(),
    apiKeyClient(),
    auditLogClient(),
    bookmarkClient(),
    commentClient(),
    consentClient(),
    deviceClient(),
    documentClient(),
    featureFlagClient(),
    notificationClient(),
    preferenceClient(),
    quotaClient(),
    recoveryCodeClient(),
    referralClient(),
    subscriptionClient(),
    tagClient(),
    ticketClient(),
    waitlistClient(),
    webhookClient(),
    workspaceClient({
      statements: { project: ["create", "archive"] },
      roles: { editor: { project: ["create"] } },
      teams: { enabled: true },
    }),
  ],
});

export function useIt() {
  const session = authClient.useSession();
  const id: string | undefined = session.data?.user.id;
  return { id, isPending: session.isPending, refetch: session.refetch, bookmarks: authClient.useBookmarks().data };
}

export async function go() {
  const { data, error } = await authClient.signIn.email({ email: "a", password: "b" });
  const signOut = await authClient.signOut();
  const signUp = await authClient.signUp.email({ email: "a", password: "b", name: "c" });
  const workspace = await authClient.workspace.create({ name: "a", slug: "b" });
  const bookmarks = await authClient.bookmark.list({ query: { limit: 1 } });
  const announcement = await authClient.announcement.create({ title: "a", text: "b" });
  const sessions = await authClient.listSessions();
  return { data, error, signOut, signUp, workspace, bookmarks, announcement, sessions };
}

export type ClientSession = typeof authClient.$Infer.Session;
