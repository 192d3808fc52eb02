// Server functions: what they do stays on the server, and pages call them as if it did not.
import { redirect } from "@tanstack/react-router";
import { createMiddleware, createServerFn } from "@tanstack/react-start";
import { getRequestHeaders, setResponseHeader } from "@tanstack/react-start/server";
import { isAPIError } from "better-auth/api";
import { auth } from "./auth";

/** Who sent this request; `null` when nobody is signed in. */
export const getSession = createServerFn().handler(() => auth.api.getSession({ headers: getRequestHeaders() }));

/** For server functions that only signed-in people may call: gives them `context.user` and `context.session`. */
export const requireSession = createMiddleware({ type: "function" }).server(async ({ next }) => {
  setResponseHeader("cache-control", "private, no-store");
  const session = await auth.api.getSession({ headers: getRequestHeaders() });
  if (session === null) throw redirect({ to: "/sign-in", search: { next: "/dashboard" } });
  return next({ context: session });
});

export const getAccount = createServerFn()
  .middleware([requireSession])
  .handler(({ context: { user, session } }) => ({ user, session }));

/** Gives back why it was refused, if it was. */
export const changeNickname = createServerFn({ method: "POST" })
  .middleware([requireSession])
  .validator((form: FormData) => ({ nickname: String(form.get("nickname")) }))
  .handler(async ({ data }) => {
    try {
      await auth.api.updateUser({ body: data, headers: getRequestHeaders() });
      return null;
    } catch (error) {
      if (isAPIError(error)) return error.message;
      throw error;
    }
  });
