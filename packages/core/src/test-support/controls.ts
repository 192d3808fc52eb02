import { baseEndpoints, statusEndpoints } from "../routes";
import type { AnyEndpoint, AuthContext, BetterAuthOptions } from "../types";
import { createEmailVerificationToken } from "../user-lifecycle/email-link";
import type { Answer, Browser } from "./browser";
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
    arrange: ({ adapter }, userId) =>
      adapter.create({
        model: "account",
        data: { id: "control-account", userId, providerId: "github", accountId: "4242", ...now() },
        forceAllowId: true,
      }),
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
  await control.arrange?.(await made.auth.$context, body.user.id);
  if (control.signedIn !== true) browser.jar.clear();
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
