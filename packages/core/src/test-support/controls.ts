import { createHmacKey } from "#hashing";
import { scopeAround } from "../context/root-scope";
import { signCookieValue } from "../cookie/sign";
import { sha256Base64url } from "../crypto/digest";
import { WAITING_COOKIE } from "../missing-email/place";
import { sealWaiting } from "../missing-email/waiting";
import { baseEndpoints, statusEndpoints } from "../routes";
import type { AnyEndpoint, AuthContext, BetterAuthOptions } from "../types";
import { createEmailVerificationToken } from "../user-lifecycle/email-link";
import type { Answer, Browser } from "./browser";
import { fakeProvider } from "./fake-provider";
import { cheapPasswords, makeAuth, PASSWORD, SECRET } from "./instance";

const endpoints: Readonly<Record<string, AnyEndpoint>> = { ...baseEndpoints, ...statusEndpoints };

/** Every endpoint of the core that has a route: the registry that the generated tests walk. */
export const registry: Readonly<Record<string, AnyEndpoint>> = Object.fromEntries(
  Object.entries(endpoints).filter(([, endpoint]) => endpoint.path !== undefined),
);

/** The keys of those without one: only the server can call them. */
export const serverOnly: readonly string[] = Object.keys(endpoints).filter((key) => !(key in registry));

/** A request that succeeds, for an endpoint. */
export interface Control {
  method: "GET" | "POST";
  path: string;
  query?: Record<string, string>;
  body?: Record<string, unknown>;
  /** Somebody is signed in. */
  signedIn?: boolean;
  /** What has to be turned on for it. */
  options?: Partial<BetterAuthOptions>;
  /** Cookies that its browser has, besides those of a session. */
  cookies?: (context: AuthContext) => Promise<Record<string, string>>;
  /** Puts rows in that it needs. */
  arrange?: (context: AuthContext, userId: string) => Promise<unknown>;
  /** Of its answer. @default 200 */
  status?: number;
}

/** Takes mails and keeps nothing. */
const mailer = async () => {};

const passwords = { enabled: true, password: cheapPasswords };

const now = () => ({ createdAt: new Date(), updatedAt: new Date() });

/** Stores a one-time value of the user's. */
function storeValue(identifier: string): NonNullable<Control["arrange"]> {
  return ({ internalAdapter }, userId) =>
    internalAdapter.createVerificationValue({ identifier, value: userId, expiresAt: new Date(Date.now() + 60_000) });
}

/** Stores an account of the user's, with tokens. */
const storeAccount =
  (providerId: string): NonNullable<Control["arrange"]> =>
  ({ adapter }, userId) => {
    const tokens = { accessToken: "control-access", refreshToken: "control-refresh" };
    const data = { id: "control-account", userId, providerId, accountId: "4242", ...tokens, ...now() };
    return adapter.create({ model: "account", data, forceAllowId: true });
  };

/** Stores what a browser has taken along to the provider. */
const storeState: NonNullable<Control["arrange"]> = ({ internalAdapter, baseURL }) => {
  const expiresAt = Date.now() + 60_000;
  const boundTo = { providerId: "fake", redirectURI: `${baseURL}/callback/fake` };
  const state = { callbackURL: "/done", codeVerifier: "v", oauthState: "control-state", expiresAt, boundTo };
  const identifier = "auth-state:control-state";
  return internalAdapter.createVerificationValue({
    identifier,
    value: JSON.stringify(state),
    expiresAt: new Date(expiresAt),
  });
};

const WAITING = `provider-sign-in:${"w".repeat(43)}`;
const WAITING_SECRET = "s".repeat(32);

/** Stores a sign-in that waits for an address, with the token "control-token" in a mail. */
const storeWaiting: NonNullable<Control["arrange"]> = async (context) => {
  const email = "waiting@example.com";
  const value = await sealWaiting(scopeAround(context), {
    providerId: "fake",
    accountId: "4242",
    userInfo: { name: "Waiting", emailVerified: false },
    profile: { sub: "4242" },
    tokens: {},
    way: { callbackURL: "/done" },
    state: null,
    browserDigest: await sha256Base64url(WAITING_SECRET),
    mails: 1,
    proof: { email, tokenDigest: await sha256Base64url("control-token") },
  });
  const expiresAt = new Date(Date.now() + 60_000);
  return context.internalAdapter.createVerificationValue({ identifier: WAITING, value, expiresAt });
};

/** The browser that it waits for. */
const waitingCookie: NonNullable<Control["cookies"]> = async ({ createAuthCookie, secret }) => {
  const signed = await signCookieValue(`${WAITING}.${WAITING_SECRET}`, createHmacKey(secret));
  return { [createAuthCookie(WAITING_COOKIE).name]: encodeURIComponent(signed) };
};

const { plugin: provider } = fakeProvider("fake");

const askingForEmail = {
  plugins: [provider],
  account: { missingEmail: { page: "/complete-sign-up", sendVerificationEmail: mailer } },
};

/**
 * A valid request for each endpoint. A new endpoint without one fails `controls.test.ts`, so that no generated test can
 * leave it out.
 */
export const controls: Readonly<Record<string, Control>> = {
  getSession: { method: "GET", path: "/get-session", signedIn: true },
  signUpEmail: {
    method: "POST",
    path: "/sign-up/email",
    body: { name: "New", email: "new@example.com", password: PASSWORD },
  },
  signInEmail: { method: "POST", path: "/sign-in/email", body: { email: "alice@example.com", password: PASSWORD } },
  signOut: { method: "POST", path: "/sign-out", body: {}, signedIn: true },
  listSessions: { method: "GET", path: "/list-sessions", signedIn: true },
  revokeSession: { method: "POST", path: "/revoke-session", body: { token: "some-token" }, signedIn: true },
  revokeSessions: { method: "POST", path: "/revoke-sessions", body: {}, signedIn: true },
  revokeOtherSessions: { method: "POST", path: "/revoke-other-sessions", body: {}, signedIn: true },
  updateUser: { method: "POST", path: "/update-user", body: { name: "Alice 2" }, signedIn: true },
  sendVerificationEmail: {
    method: "POST",
    path: "/send-verification-email",
    body: { email: "alice@example.com" },
    options: { emailVerification: { sendVerificationEmail: mailer } },
  },
  verifyEmail: {
    method: "GET",
    path: "/verify-email",
    query: { token: await createEmailVerificationToken(SECRET, "alice@example.com") },
  },
  changeEmail: {
    method: "POST",
    path: "/change-email",
    body: { newEmail: "alice.new@example.com" },
    signedIn: true,
    options: { user: { changeEmail: { enabled: true } }, emailVerification: { sendVerificationEmail: mailer } },
  },
  changePassword: {
    method: "POST",
    path: "/change-password",
    body: { currentPassword: PASSWORD, newPassword: "better horse 2" },
    signedIn: true,
  },
  requestPasswordReset: {
    method: "POST",
    path: "/request-password-reset",
    body: { email: "alice@example.com", redirectTo: "/new-password" },
    options: { emailAndPassword: { ...passwords, sendResetPassword: mailer } },
  },
  requestPasswordResetCallback: {
    method: "GET",
    path: "/reset-password/control-token",
    query: { callbackURL: "/new-password" },
    arrange: storeValue("reset-password:control-token"),
    status: 302,
  },
  resetPassword: {
    method: "POST",
    path: "/reset-password",
    body: { token: "control-token", newPassword: "better horse 2" },
    arrange: storeValue("reset-password:control-token"),
  },
  verifyPassword: { method: "POST", path: "/verify-password", body: { password: PASSWORD }, signedIn: true },
  deleteUser: {
    method: "POST",
    path: "/delete-user",
    body: { password: PASSWORD },
    signedIn: true,
    options: { user: { deleteUser: { enabled: true } } },
  },
  deleteUserCallback: {
    method: "GET",
    path: "/delete-user/callback",
    query: { token: "control-token" },
    signedIn: true,
    options: { user: { deleteUser: { enabled: true } } },
    arrange: storeValue("delete-account-control-token"),
  },
  updateSession: {
    method: "POST",
    path: "/update-session",
    body: { theme: "dark" },
    signedIn: true,
    options: { session: { additionalFields: { theme: { type: "string", defaultValue: "light" } } } },
  },
  listUserAccounts: { method: "GET", path: "/list-accounts", signedIn: true },
  unlinkAccount: {
    method: "POST",
    path: "/unlink-account",
    body: { accountId: "control-account" },
    signedIn: true,
    arrange: storeAccount("github"),
  },
  signInSocial: {
    method: "POST",
    path: "/sign-in/social",
    body: { provider: "fake", callbackURL: "/done" },
    options: { plugins: [provider] },
  },
  callbackOAuth: {
    method: "GET",
    path: "/callback/fake",
    query: { code: "good", state: "control-state" },
    options: { plugins: [provider], account: { skipStateCookieCheck: true } },
    arrange: storeState,
    status: 302,
  },
  signInSocialEmail: {
    method: "POST",
    path: "/sign-in/social/email",
    body: { email: "typed@example.com" },
    options: askingForEmail,
    arrange: storeWaiting,
    cookies: waitingCookie,
  },
  signInSocialEmailCallback: {
    method: "GET",
    path: "/sign-in/social/email/callback",
    query: { token: "control-token" },
    options: askingForEmail,
    arrange: storeWaiting,
    cookies: waitingCookie,
    status: 302,
  },
  linkSocialAccount: {
    method: "POST",
    path: "/link-social",
    body: { provider: "fake", callbackURL: "/done" },
    signedIn: true,
    options: { plugins: [provider] },
  },
  getAccessToken: {
    method: "POST",
    path: "/get-access-token",
    body: { accountId: "control-account" },
    signedIn: true,
    options: { plugins: [provider] },
    arrange: storeAccount("fake"),
  },
  refreshToken: {
    method: "POST",
    path: "/refresh-token",
    body: { accountId: "control-account" },
    signedIn: true,
    options: { plugins: [provider] },
    arrange: storeAccount("fake"),
  },
  accountInfo: {
    method: "GET",
    path: "/account-info",
    query: { accountId: "control-account" },
    signedIn: true,
    options: { plugins: [provider] },
    arrange: storeAccount("fake"),
  },
  ok: { method: "GET", path: "/ok" },
  error: { method: "GET", path: "/error" },
};

/** The controls with their keys, for `it.each`. */
export const everyControl: [string, Control][] = Object.entries(controls);
export const everyPost = everyControl.filter(([, control]) => control.method === "POST");

/** A fresh instance with the user alice, and her browser as the control needs it. */
export async function prepare(control: Partial<Control>, options: Parameters<typeof makeAuth>[0] = {}) {
  const made = await makeAuth({ ...control.options, ...options } as typeof options);
  const browser = made.browser("alice");
  const { body } = await browser.signUp();
  const context = await made.auth.$context;
  await control.arrange?.(context, body.user.id);
  if (control.signedIn !== true) browser.jar.clear();
  for (const [name, value] of Object.entries((await control.cookies?.(context)) ?? {})) browser.jar.set(name, value);
  return { ...made, browser };
}

/** Sends a control, with changes. */
export function sendControl(
  browser: Browser,
  control: Control,
  change: { body?: unknown; path?: string; method?: string } = {},
  options = {},
): Promise<Answer> {
  const body = "body" in change ? change.body : control.body;
  const path = withQuery(change.path ?? control.path, control.query);
  return browser.send(change.method ?? control.method, path, body, options);
}

function withQuery(path: string, query: Record<string, string> | undefined): string {
  if (query === undefined) return path;
  return `${path}${path.includes("?") ? "&" : "?"}${new URLSearchParams(query)}`;
}
