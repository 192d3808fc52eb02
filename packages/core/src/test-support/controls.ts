import { baseEndpoints, statusEndpoints } from "../routes";
import type { AnyEndpoint } from "../types";
import type { Answer, Browser } from "./browser";
import { makeAuth, PASSWORD } from "./instance";

/** Every endpoint of the core: the registry that the generated tests walk. */
export const registry: Readonly<Record<string, AnyEndpoint>> = { ...baseEndpoints, ...statusEndpoints };

/** A request that succeeds, for an endpoint. */
export interface Control {
  method: "GET" | "POST";
  path: string;
  body?: Record<string, unknown>;
  /** Somebody is signed in. */
  signedIn?: boolean;
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
  changePassword: {
    method: "POST",
    path: "/change-password",
    body: { currentPassword: PASSWORD, newPassword: "better horse 2" },
    signedIn: true,
  },
  ok: { method: "GET", path: "/ok" },
  error: { method: "GET", path: "/error" },
};

/** The controls with their keys, for `it.each`. */
export const everyControl: [string, Control][] = Object.entries(controls);
export const everyPost = everyControl.filter(([, control]) => control.method === "POST");

/** A fresh instance with the user alice, and her browser as the control needs it. */
export async function prepare(control: Partial<Control>, options: Parameters<typeof makeAuth>[0] = {}) {
  const made = await makeAuth(options);
  const browser = made.browser("alice");
  await browser.signUp();
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
  return browser.send(change.method ?? control.method, change.path ?? control.path, body, options);
}
