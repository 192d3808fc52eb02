import { betterAuth } from "@better-auth/core";
import type { Plugin } from "@better-auth/core/types";
import { type TanstackStartCookiesTypes, tanstackStartCookies } from "./index";
import { tanstackStartCookies as solidCookies } from "./solid";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function expectType<T>(): <U>(
  value: U,
  ...proof: Equal<T, U> extends true ? [] : [{ expected: T; got: U }]
) => void;

const user = { additionalFields: { nickname: { type: "string", required: false } } } as const;
const auth = betterAuth({ user, plugins: [tanstackStartCookies()] });
const plain = betterAuth({ user });

expectType<Plugin<TanstackStartCookiesTypes>>()(tanstackStartCookies());
expectType<Plugin<TanstackStartCookiesTypes>>()(solidCookies());
expectType<"tanstack-start-cookies">()(tanstackStartCookies().id);
// The plugin adds nothing to the types, and takes nothing away.
expectType<typeof plain.$Infer.Session>()(auth.$Infer.Session);
expectType<string | null | undefined>()(auth.$Infer.Session.user.nickname);
expectType<keyof typeof plain.api>()({} as keyof typeof auth.api);
