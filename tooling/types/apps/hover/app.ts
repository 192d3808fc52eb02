// Names that people point at. The marks say where.
import { betterAuth } from "better-auth";
import { createAuthClient as createVanillaClient } from "better-auth/client";
import { inferAdditionalFields } from "better-auth/client/plugins";
import { createAuthClient } from "better-auth/react";
import { bookmarkClient, membershipClient, workspaceClient } from "synthetic-plugins/client";
import { bookmark, membership, workspace } from "synthetic-plugins/server";

const plain = betterAuth({ emailAndPassword: { enabled: true } });
const auth = betterAuth({
  emailAndPassword: { enabled: true },
  user: { additionalFields: { team: { type: "string" }, age: { type: "number", required: false } } },
  plugins: [bookmark(), membership(), workspace({ teams: { enabled: true } })],
});
const plainClient = createAuthClient();
const client = createAuthClient({
  plugins: [
    bookmarkClient(),
    membershipClient(),
    workspaceClient({ teams: { enabled: true } }),
    inferAdditionalFields<typeof auth>(),
  ],
});
// The server is another project.
const farClient = createVanillaClient({
  plugins: [
    inferAdditionalFields({
      user: { team: { type: "string" }, age: { type: "number", required: false } },
      session: { device: { type: "string", required: false } },
    }),
  ],
});

export async function server(headers: Headers) {
  const session = await plain.api.getSession({ headers });
  //    ^ session
  //                              ^ auth.api.getSession()
  await plain.api.signInEmail({ body: { email: "a@example.com", password: "correct horse" } });
  //              ^ auth.api.signInEmail()
  const { signInEmail, listSessions } = plain.api;
  //      ^ auth.api.signInEmail
  //                   ^ auth.api.listSessions
  return { session, signInEmail, listSessions };
}

export async function serverWithPlugins(headers: Headers) {
  const session = await auth.api.getSession({ headers });
  //    ^ session, with plugins and fields
  //                             ^ auth.api.getSession(), with plugins and fields
  const { signInEmail, signUpEmail, listBookmarks, listWorkspaceMembers } = auth.api;
  //      ^ auth.api.signInEmail, with plugins and fields
  //                   ^ auth.api.signUpEmail, with plugins and fields
  //                                ^ auth.api.listBookmarks
  //                                               ^ auth.api.listWorkspaceMembers
  return { session, signInEmail, signUpEmail, listBookmarks, listWorkspaceMembers };
}

export async function clients() {
  const { data } = plainClient.useSession();
  //      ^ useSession().data
  const { data: more } = client.useSession();
  //            ^ useSession().data, with plugins and fields
  const { email } = plainClient.signIn;
  //      ^ signIn.email
  const { email: signUp } = client.signUp;
  //             ^ signUp.email, with plugins and fields
  const { list } = client.bookmark;
  //      ^ bookmark.list
  const answer = await client.bookmark.list();
  //    ^ answer of bookmark.list
  const { data: far } = farClient.useSession.get();
  //            ^ useSession.get().data, fields written out
  const { email: farSignUp } = farClient.signUp;
  //             ^ signUp.email, fields written out
  const { updateUser, updateSession } = farClient;
  //      ^ updateUser, fields written out
  //                  ^ updateSession, fields written out
  return { data, more, email, signUp, list, answer, far, farSignUp, updateUser, updateSession };
}

export type Session = typeof auth.$Infer.Session;
//          ^ $Infer.Session, with plugins and fields
