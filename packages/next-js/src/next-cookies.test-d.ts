import { betterAuth } from "@better-auth/core";
import type { Plugin } from "@better-auth/core/types";
import { type NextCookiesTypes, type NextJsHandler, nextCookies, toNextJsHandler } from "./index";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function expectType<T>(): <U>(
  value: U,
  ...proof: Equal<T, U> extends true ? [] : [{ expected: T; got: U }]
) => void;

const user = { additionalFields: { nickname: { type: "string", required: false } } } as const;
const auth = betterAuth({ user, plugins: [nextCookies()] });
const plain = betterAuth({ user });

export async function useIt() {
  expectType<Plugin<NextCookiesTypes>>()(nextCookies());
  expectType<"next-cookies">()(nextCookies().id);
  // The plugin adds nothing to the types, and takes nothing away.
  expectType<typeof plain.$Infer.Session>()(auth.$Infer.Session);
  expectType<string | null | undefined>()(auth.$Infer.Session.user.nickname);
  expectType<keyof typeof plain.api>()({} as keyof typeof auth.api);

  expectType<NextJsHandler>()(toNextJsHandler(auth));
  expectType<NextJsHandler>()(toNextJsHandler(auth.handler));
  expectType<Response>()(await toNextJsHandler(auth).GET(new Request("http://localhost/api/auth/ok")));
  // @ts-expect-error: neither an instance nor a handler
  toNextJsHandler({ handle: auth.handler });
}
