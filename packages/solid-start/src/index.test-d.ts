import { betterAuth } from "@better-auth/core";
import type { Plugin } from "@better-auth/core/types";
import type { APIHandler } from "@solidjs/start/server";
import { type SolidStartCookiesTypes, type SolidStartHandler, solidStartCookies, toSolidStartHandler } from "./index";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function expectType<T>(): <U>(
  value: U,
  ...proof: Equal<T, U> extends true ? [] : [{ expected: T; got: U }]
) => void;

const user = { additionalFields: { nickname: { type: "string", required: false } } } as const;
const auth = betterAuth({ user, plugins: [solidStartCookies()] });
const plain = betterAuth({ user });

expectType<Plugin<SolidStartCookiesTypes>>()(solidStartCookies());
expectType<"solid-start-cookies">()(solidStartCookies().id);
// The plugin adds nothing to the types, and takes nothing away.
expectType<typeof plain.$Infer.Session>()(auth.$Infer.Session);
expectType<string | null | undefined>()(auth.$Infer.Session.user.nickname);
expectType<keyof typeof plain.api>()({} as keyof typeof auth.api);

expectType<SolidStartHandler>()(toSolidStartHandler(auth));
expectType<SolidStartHandler>()(toSolidStartHandler(auth.handler));
export const GET: APIHandler = toSolidStartHandler(auth).GET;
// @ts-expect-error: neither an instance nor a handler
toSolidStartHandler({ handle: auth.handler });
