// One release as a server on a port of its own, with the mails it sends.
import { createServer } from "node:http";
import Database from "better-sqlite3";

/** The fields that the application of the story adds. */
export const FIELDS = {
  user: {
    nickname: { type: "string", required: false },
    birthday: { type: "date", required: false },
    level: { type: "number", required: false, input: false, defaultValue: 1 },
  },
  session: { theme: { type: "string", required: false } },
};

/**
 * Starts a release as users mount it: `toNodeHandler` on `node:http`. Every other path is a page.
 *
 * @param release the package it is imported from
 */
export async function startServer(release) {
  const [{ betterAuth }, { getMigrations }, { toNodeHandler }] = await Promise.all([
    import(release),
    import(`${release}/db/migration`),
    import(`${release}/node`),
  ]);
  const mails = [];
  const post = (kind) => async (mail) => {
    mails.push({ kind, to: mail.user.email, newEmail: mail.newEmail, url: mail.url, token: mail.token });
  };
  let answer;
  const http = createServer((request, response) => {
    if (request.url?.startsWith("/api/auth")) return void answer(request, response);
    response.setHeader("content-type", "text/html").end("<title>a page</title>");
  });
  await new Promise((resolve) => http.listen(0, "127.0.0.1", resolve));
  const origin = `http://localhost:${http.address().port}`;
  const database = new Database(":memory:");
  const options = {
    baseURL: origin,
    secret: "kP3vX9qLs7TzB2nWm5RdYc8HfJ4gUe6A",
    database,
    emailAndPassword: { enabled: true, sendResetPassword: post("reset-password") },
    emailVerification: { sendVerificationEmail: post("verify-email") },
    user: {
      additionalFields: FIELDS.user,
      changeEmail: { enabled: true, sendChangeEmailConfirmation: post("change-email") },
      deleteUser: { enabled: true },
    },
    session: { additionalFields: FIELDS.session },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
  };
  await (await getMigrations(options)).runMigrations();
  const auth = betterAuth(options);
  answer = toNodeHandler(auth);

  return {
    origin,
    /** Waits for the next mail, as a mail may leave after the answer. */
    async nextMail() {
      for (let waited = 0; mails.length === 0; waited += 5) {
        if (waited > 2000) throw new Error("expected a mail within 2 seconds, got none");
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return mails.shift();
    },
    /** Gives a user an account elsewhere, as a sign-in there would have. */
    async linkAccount(userId) {
      const { internalAdapter } = await auth.$context;
      await internalAdapter.linkAccount({
        userId,
        providerId: "github",
        accountId: "gh-1",
        scope: "read:user,user:email",
      });
    },
    async stop() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      database.close();
    },
  };
}
