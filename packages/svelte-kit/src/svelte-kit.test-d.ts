// The documented hooks.server.ts, route file and auth.ts, against SvelteKit's own types.
import { betterAuth } from "@better-auth/core";
import type { Plugin } from "@better-auth/core/types";
import type { Actions, RequestEvent, RequestHandler, ServerLoadEvent } from "@sveltejs/kit";
import type { Handle } from "@sveltejs/kit/hooks";
import {
  isAuthPath,
  type SvelteKitCookiesTypes,
  svelteKitHandler,
  sveltekitCookies,
  toSvelteKitHandler,
} from "./index";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function expectType<T>(): <U>(
  value: U,
  ...proof: Equal<T, U> extends true ? [] : [{ expected: T; got: U }]
) => void;

declare function getRequestEvent(): RequestEvent;
declare const building: boolean;

const user = { additionalFields: { nickname: { type: "string", required: false } } } as const;
const auth = betterAuth({ user, plugins: [sveltekitCookies(getRequestEvent)] });
const plain = betterAuth({ user });

declare global {
  namespace App {
    interface Locals {
      session: typeof auth.$Infer.Session | null;
    }
  }
}

export const handle: Handle = async ({ event, resolve }) => {
  event.locals.session = await auth.api.getSession({ headers: event.request.headers });
  return svelteKitHandler({ auth, event, resolve, building });
};

export const fallback: RequestHandler = toSvelteKitHandler(auth);
export const GET: RequestHandler = toSvelteKitHandler(auth.handler);

export const load = ({ locals }: ServerLoadEvent) => {
  expectType<string | null | undefined>()(locals.session?.user.nickname);
  return { session: locals.session };
};

export const actions: Actions = {
  default: async ({ request, locals }) => {
    expectType<string | undefined>()(locals.session?.user.email);
    await auth.api.updateUser({ body: { nickname: "ada" }, headers: request.headers });
  },
};

export function useThem() {
  expectType<Plugin<SvelteKitCookiesTypes>>()(sveltekitCookies(getRequestEvent));
  expectType<"sveltekit-cookies">()(sveltekitCookies(getRequestEvent).id);
  // The plugin adds nothing to the types, and takes nothing away.
  expectType<typeof plain.$Infer.Session>()(auth.$Infer.Session);
  expectType<keyof typeof plain.api>()({} as keyof typeof auth.api);

  expectType<boolean>()(isAuthPath("https://example.com/api/auth/ok", auth.options));
  // @ts-expect-error: it has to be told whether the application is being built
  svelteKitHandler({ auth, event: getRequestEvent(), resolve: async () => new Response() });
  // @ts-expect-error: neither an instance nor a handler
  toSvelteKitHandler({ handle: auth.handler });
}
