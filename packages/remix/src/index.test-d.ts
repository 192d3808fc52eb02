import { betterAuth } from "@better-auth/core";
import type { Plugin } from "@better-auth/core/types";
import {
  type ActionFunction,
  createContext,
  type LoaderFunction,
  type MiddlewareFunction,
  type RouterContextProvider,
} from "react-router";
import {
  type ReactRouterCookiesTypes,
  type RemixHandler,
  reactRouterCookies,
  type SessionMiddleware,
  sessionMiddleware,
  sessionReader,
  toRemixHandler,
} from "./index";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function expectType<T>(): <U>(
  value: U,
  ...proof: Equal<T, U> extends true ? [] : [{ expected: T; got: U }]
) => void;

const user = { additionalFields: { nickname: { type: "string", required: false } } } as const;
const auth = betterAuth({ user, plugins: [reactRouterCookies()] });
const plain = betterAuth({ user });

export async function handler() {
  expectType<RemixHandler>()(toRemixHandler(auth));
  expectType<RemixHandler>()(toRemixHandler(auth.handler));
  const loader: LoaderFunction = toRemixHandler(auth).loader;
  const action: ActionFunction = toRemixHandler(auth).action;
  // @ts-expect-error: neither an instance nor a handler
  toRemixHandler({ handle: auth.handler });
  return [loader, action];
}

export async function reader(request: Request) {
  const { session, headers } = await sessionReader(auth)(request);
  expectType<typeof auth.$Infer.Session | null>()(session);
  expectType<string | null | undefined>()(session?.user.nickname);
  expectType<Headers>()(headers);
}

export function middleware(context: Readonly<RouterContextProvider>) {
  const sessionContext = createContext<typeof auth.$Infer.Session | null>();
  const made = sessionMiddleware(auth, sessionContext);
  expectType<SessionMiddleware>()(made);
  const ours: MiddlewareFunction<Response> = made;
  expectType<typeof auth.$Infer.Session | null>()(context.get(sessionContext));
  expectType<string | null | undefined>()(context.get(sessionContext)?.user.nickname);

  // A context that has room for more will do.
  sessionMiddleware(auth, createContext<typeof auth.$Infer.Session | null | "unknown">());
  sessionMiddleware(auth, createContext<{ user: { name: string } } | null>(null));
  // @ts-expect-error: null has no room in it
  sessionMiddleware(auth, createContext<typeof auth.$Infer.Session>());
  // @ts-expect-error: a context of something else
  sessionMiddleware(auth, createContext<{ id: number } | null>());
  // @ts-expect-error: an instance knows its session, a handler does not
  sessionMiddleware(auth.handler, sessionContext);
  return ours;
}

export function cookies() {
  expectType<Plugin<ReactRouterCookiesTypes>>()(reactRouterCookies());
  expectType<"react-router-cookies">()(reactRouterCookies().id);
  // The plugin adds nothing to the types, and takes nothing away.
  expectType<typeof plain.$Infer.Session>()(auth.$Infer.Session);
  expectType<keyof typeof plain.api>()({} as keyof typeof auth.api);
}
