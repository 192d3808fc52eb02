import { action, query, redirect } from "@solidjs/router";
import { isAPIError } from "better-auth/api";
import { getRequestEvent } from "solid-js/web";
import { auth } from "./auth";
import { onServer } from "./on-server";

/** Who sent this request; `null` when nobody is signed in. */
export const getSession = query(async () => {
  "use server";
  return onServer(readSession);
}, "session");

/** The same, for what only signed-in people may see. */
export const getAccount = query(async () => {
  "use server";
  return onServer(requireSession);
}, "account");

/** Leads signed-in people away from forms that they need no more. */
export const onlyVisitors = query(async () => {
  "use server";
  return onServer(async () => {
    if ((await readSession()) !== null) throw redirect("/dashboard");
    return true;
  });
}, "visitors");

/** Gives back why it was refused, if it was. */
export const changeNickname = action(async (form: FormData) => {
  "use server";
  return onServer(async () => {
    await requireSession();
    try {
      await auth.api.updateUser({ body: { nickname: String(form.get("nickname")) }, headers: requestHeaders() });
      return undefined;
    } catch (error) {
      if (isAPIError(error)) return error.message;
      throw error;
    }
  });
}, "nickname");

function readSession() {
  return auth.api.getSession({ headers: requestHeaders() });
}

async function requireSession() {
  getRequestEvent()?.response.headers.set("cache-control", "private, no-store");
  const session = await readSession();
  if (session === null) throw redirect("/sign-in?next=%2Fdashboard");
  return session;
}

function requestHeaders() {
  return getRequestEvent()?.request.headers ?? new Headers();
}
