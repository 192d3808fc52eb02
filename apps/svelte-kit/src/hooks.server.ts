import type { Handle } from "@sveltejs/kit/hooks";
import { sequence } from "@sveltejs/kit/hooks";
import { svelteKitHandler } from "better-auth/svelte-kit";
import { auth } from "#lib/server/auth.ts";
import { building } from "$app/env";

/** Answers /api/auth/*, and lets everything else go on. */
const answerAuth: Handle = ({ event, resolve }) => svelteKitHandler({ auth, event, resolve, building });

/** Reads the session, once a request. */
const readSession: Handle = async ({ event, resolve }) => {
  const found = building ? null : await auth.api.getSession({ headers: event.request.headers });
  event.locals.session = found?.session ?? null;
  event.locals.user = found?.user ?? null;
  return resolve(event);
};

export const handle = sequence(answerAuth, readSession);
