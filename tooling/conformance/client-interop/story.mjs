// One application's life with a client: every call that the documentation shows, each answer noted field by field.
import { openBrowser } from "./browser.mjs";
import { createRecord } from "./record.mjs";
import { FIELDS } from "./server.mjs";

const ADA = { name: "Ada", email: "ada@example.com", password: "correct horse 1" };
const NEXT_PASSWORD = "better horse 2";

/** Waits until a condition holds; the clients tell their stores a moment after an answer. */
async function until(condition, what) {
  for (let waited = 0; !condition(); waited += 5) {
    if (waited > 3000) throw new Error(`expected within 3 seconds: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** What a call throws, as data. */
const thrownBy = (call) =>
  call().then(
    (value) => ({ resolved: value }),
    (error) => ({
      isError: error instanceof Error,
      message: error.message,
      status: error.status,
      statusText: error.statusText,
      error: error.error,
    }),
  );

/** A client in a browser of its own. */
function openClient({ createAuthClient, inferAdditionalFields }, origin) {
  const browser = openBrowser(origin);
  const client = createAuthClient({
    baseURL: origin,
    plugins: [inferAdditionalFields(FIELDS)],
    fetchOptions: { customFetchImpl: browser.fetch },
  });
  return { browser, client };
}

const nameOf = (state) => state.data?.user.name ?? "nobody";

/** Follows the store of the session. */
function watchSession(client) {
  let state;
  let seen = [];
  const stop = client.useSession.subscribe((next) => {
    state = next;
    seen.push(next);
  });
  return {
    now: () => state,
    stop,
    /** Whose session was shown since the last look, and whether it looked as if nothing were known yet. */
    shown() {
      const names = seen.map(nameOf);
      const wasPending = seen.some(({ isPending }) => isPending);
      seen = [state];
      return { names: names.filter((name, at) => name !== names[at - 1]), wasPending };
    },
    /** Waits for a settled state of which a condition holds. */
    async settles(condition, what) {
      await until(() => !state.isPending && !state.isRefetching && condition(state), what);
      return state;
    },
  };
}

async function signUpAndIn({ client, browser }, note) {
  note("sign up: a short password", await client.signUp.email({ ...ADA, password: "short" }));
  note("sign up: no address", await client.signUp.email({ ...ADA, email: "nobody" }));
  const born = new Date("1815-12-10T00:00:00.000Z");
  note("sign up", await client.signUp.email({ ...ADA, nickname: "Countess", birthday: born }));
  note("sign up: the cookies", browser.cookies());
  note("sign up: once more", await client.signUp.email(ADA));
  note("get session", await client.getSession());
  note("get session: past the cache", await client.getSession({ query: { disableCookieCache: true } }));
  note("get session: birthday", (await client.getSession()).data.user.birthday.toISOString());
  note("sign out", await client.signOut());
  note("sign out: the cookies", browser.cookies());
  note("get session: nobody", await client.getSession());
  note("sign in: a wrong password", await client.signIn.email({ ...ADA, password: "wrong horse 1" }));
  note("sign in: nobody's address", await client.signIn.email({ ...ADA, email: "bob@example.com" }));
  note("sign in: no password", await client.signIn.email({ email: ADA.email }));
  note("sign in: a target elsewhere", await client.signIn.email({ ...ADA, callbackURL: "https://evil.example" }));
  note("list sessions: nobody", await client.listSessions());
  note("update user: nobody", await client.updateUser({ name: "Nobody" }));
  note("an unknown call", await client.nothing.ofThatName({ a: 1 }));
}

async function callbacks({ client }, note) {
  const told = [];
  const contextOf = (context) => ({
    keys: Object.keys(context).sort(),
    data: context.data,
    error: context.error,
    status: context.response?.status,
    url: context.request && String(context.request.url),
    method: context.request?.method,
    body: context.request?.body,
  });
  const hooks = Object.fromEntries(
    ["onRequest", "onResponse", "onSuccess", "onError"].map((name) => [
      name,
      (context) => {
        told.push([
          name,
          name === "onRequest" ? { method: context.method, url: String(context.url) } : contextOf(context),
        ]);
      },
    ]),
  );
  await client.signIn.email({ email: ADA.email, password: "wrong horse 1" }, hooks);
  note("callbacks of a failure", told.splice(0));
  await client.signIn.email({ email: ADA.email, password: ADA.password, rememberMe: false }, hooks);
  note("callbacks of a success", told.splice(0));
  await client.signOut({ fetchOptions: hooks });
  note("callbacks in fetchOptions", told.splice(0));
}

async function throwing({ client }, note) {
  const wrong = { email: ADA.email, password: "wrong horse 1" };
  note("throw: a failure", await thrownBy(() => client.signIn.email(wrong, { throw: true })));
  note("throw: a success", await client.signIn.email({ ...ADA }, { throw: true }));
  note("throw: the session", await client.getSession({ fetchOptions: { throw: true } }));
  note("raw fetch", await client.$fetch("/ok"));
  note("raw fetch: nothing there", await client.$fetch("/nothing-there", { method: "POST", body: {} }));
}

async function redirecting({ client }, note) {
  const { data } = await client.signIn.email({ email: ADA.email, password: ADA.password, callbackURL: "/dashboard" });
  note("redirect: the answer", { redirect: data.redirect, url: data.url });
  note("redirect: the page", window.location.href);
}

async function sessionStore(person, note) {
  const { client } = person;
  const session = watchSession(client);
  note("store: at first", session.now());
  note("store: signed in", await session.settles(({ data }) => data !== null, "the session in the store"));
  note("store: signed in, what was shown", session.shown());

  note("update user", await client.updateUser({ name: "Ada L.", nickname: "Enchantress" }));
  await session.settles(({ data }) => data?.user.name === "Ada L.", "the new name in the store");
  note("store: after update user", session.now().data.user);
  note("store: after update user, what was shown", session.shown());
  note("update user: a field of the server", await client.updateUser({ level: 9 }));
  note("update user: nothing", await client.updateUser({}));

  note("update session", await client.updateSession({ theme: "dark" }));
  await session.settles(({ data }) => data?.session.theme === "dark", "the theme in the store");
  note("store: after update session, what was shown", session.shown());

  // A call's signal follows it by 10 ms: one that came after the sign-out would fetch once more.
  await new Promise((resolve) => setTimeout(resolve, 50));
  await session.settles(() => true, "a store at rest");
  await client.signOut();
  note("store: after sign out", await session.settles(({ data }) => data === null, "an empty store"));
  note("store: after sign out, what was shown", session.shown());
  await client.signIn.email({ email: ADA.email, password: ADA.password });
  note("store: after sign in", (await session.settles(({ data }) => data !== null, "the session again")).data.user);
  note("store: after sign in, what was shown", session.shown());

  await session.now().refetch();
  note("store: after refetch, what was shown", session.shown());
  session.stop();

  const given = (await client.getSession()).data;
  const fresh = person.another();
  await fresh.client.signIn.email({ email: ADA.email, password: ADA.password });
  fresh.client.hydrateSession(given);
  const hydrated = watchSession(fresh.client);
  await new Promise((resolve) => setTimeout(resolve, 50));
  note("store: hydrated, what was shown", hydrated.shown());
  hydrated.stop();
  await fresh.client.signOut();
}

async function sessions(person, note) {
  const { client } = person;
  const phone = person.another();
  await phone.client.signIn.email({ email: ADA.email, password: ADA.password });
  const own = (await client.getSession()).data.session.token;
  const { data: listed } = note("list sessions", await client.listSessions());
  note("list sessions: how many", listed.length);
  const others = listed.filter(({ token }) => token !== own);
  const phoneToken = (await phone.client.getSession()).data.session.token;
  note(
    "list sessions: has the phone's",
    others.some(({ token }) => token === phoneToken),
  );
  note("revoke session", await client.revokeSession({ token: phoneToken }));
  note("revoke session: the phone's session", (await phone.client.getSession()).data);
  note("revoke session: nobody's", await client.revokeSession({ token: "x".repeat(32) }));

  await phone.client.signIn.email({ email: ADA.email, password: ADA.password });
  note("revoke other sessions", await client.revokeOtherSessions());
  note("revoke other sessions: the phone's session", (await phone.client.getSession()).data);
  note("revoke other sessions: the own", (await client.getSession()).data.user.email);

  note("change password: wrong", await client.changePassword({ currentPassword: "wrong", newPassword: NEXT_PASSWORD }));
  note("change password: short", await client.changePassword({ currentPassword: ADA.password, newPassword: "short" }));
  const change = { currentPassword: ADA.password, newPassword: NEXT_PASSWORD, revokeOtherSessions: true };
  await phone.client.signIn.email({ email: ADA.email, password: ADA.password });
  note("change password", await client.changePassword(change));
  note("change password: the phone's session", (await phone.client.getSession()).data);
  note("change password: the old one", await client.signIn.email({ email: ADA.email, password: ADA.password }));

  note("revoke sessions", await client.revokeSessions());
  note("revoke sessions: the own", (await client.getSession()).data);
  await client.signIn.email({ email: ADA.email, password: NEXT_PASSWORD });
}

async function mails(person, server, note) {
  const { client, browser } = person;
  const target = { redirectTo: "/reset" };
  note("request password reset", await client.requestPasswordReset({ email: ADA.email, ...target }));
  const mail = note("request password reset: the mail", await server.nextMail());
  note("request password reset: nobody's", await client.requestPasswordReset({ email: "bob@example.com", ...target }));
  note("reset password: the link", await person.another().browser.open(mail.url));
  note("reset password: a wrong token", await client.resetPassword({ newPassword: ADA.password, token: "wrong" }));
  note("reset password", await client.resetPassword({ newPassword: ADA.password, token: mail.token }));
  note("reset password: twice", await client.resetPassword({ newPassword: ADA.password, token: mail.token }));
  note("reset password: sign in", await client.signIn.email({ email: ADA.email, password: ADA.password }));

  note("send verification", await client.sendVerificationEmail({ email: ADA.email, callbackURL: "/welcome" }));
  const verification = note("send verification: the mail", await server.nextMail());
  note("verify email: a wrong token", await client.verifyEmail({ query: { token: "wrong" } }));
  note("verify email: a wrong link", await browser.open(verification.url.replace(/token=[^&]+/, "token=wrong")));
  note("verify email", await client.verifyEmail({ query: { token: verification.token } }));
  note("verify email: the session", (await client.getSession()).data.user.emailVerified);
  note("verify email: the link, later", await browser.open(verification.url));
  note("send verification: not needed", await client.sendVerificationEmail({ email: ADA.email }));

  const newEmail = "countess@example.com";
  note("change email: the same", await client.changeEmail({ newEmail: ADA.email }));
  note("change email", await client.changeEmail({ newEmail, callbackURL: "/profile" }));
  const confirmation = note("change email: the first mail", await server.nextMail());
  note("change email: the first link", await browser.open(confirmation.url));
  const proof = note("change email: the second mail", await server.nextMail());
  note("change email: the second link", await browser.open(proof.url));
  note("change email: the session", (await client.getSession()).data.user);
  return newEmail;
}

async function accounts(person, server, email, note) {
  const { client, browser } = person;
  const userId = (await client.getSession()).data.user.id;
  const [credential] = note("list accounts", await client.listAccounts()).data;
  // "accountId" is the id of the row.
  const unlink = ({ providerId, id }) => client.unlinkAccount({ providerId, accountId: id });
  note("unlink account: the last", await unlink(credential));
  await server.linkAccount(userId);
  const linked = note("list accounts: two", await client.listAccounts()).data;
  const github = linked.find(({ providerId }) => providerId === "github");
  note("unlink account: none", await unlink({ providerId: "gitlab", id: "1" }));
  note("unlink account: no account named", await client.unlinkAccount({ providerId: "github" }));
  note("unlink account", await unlink(github));
  note("unlink account: what is left", (await client.listAccounts()).data.length);
  note("delete user: a wrong password", await client.deleteUser({ password: "wrong horse 1" }));
  const session = watchSession(client);
  await session.settles(({ data: found }) => found !== null, "the session in the store");
  note("delete user", await client.deleteUser({ password: ADA.password }));
  note("delete user: the store", await session.settles(({ data: found }) => found === null, "an empty store"));
  session.stop();
  note("delete user: the cookies", browser.cookies());
  note("delete user: sign in", await client.signIn.email({ email, password: ADA.password }));
}

/**
 * Lives the story.
 *
 * @param release `{ createAuthClient, inferAdditionalFields }` of one release
 * @param server what `startServer` gave, of the same release or another one
 * @returns the facts, by step and field
 */
export async function live(release, server) {
  const { note, facts } = createRecord(server.origin);
  const person = { ...openClient(release, server.origin), another: () => openClient(release, server.origin) };
  await signUpAndIn(person, note);
  await callbacks(person, note);
  await throwing(person, note);
  await redirecting(person, note);
  await sessionStore(person, note);
  await sessions(person, note);
  const email = await mails(person, server, note);
  await accounts(person, server, email, note);
  return facts;
}
