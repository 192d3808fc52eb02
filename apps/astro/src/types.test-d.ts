// What pages and scripts see of the options in lib/auth.ts, without a cast.
import type { AstroGlobal } from "astro";
import { getSession } from "better-auth/astro";
import { auth } from "./lib/auth";
import { authClient } from "./lib/auth-client";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function expectType<T>(): <U>(
  value: U,
  ...proof: Equal<T, U> extends true ? [] : [{ expected: T; got: U }]
) => void;

export async function page({ locals }: AstroGlobal, Astro: AstroGlobal) {
  expectType<string | null | undefined>()(locals.user?.nickname);
  expectType<Date | undefined>()(locals.session?.expiresAt);
  const pair = await getSession(auth, Astro);
  expectType<string | null | undefined>()(pair?.user.nickname);
  // @ts-expect-error: no field of this application
  locals.user?.nickName;
}

export function script() {
  const { data } = authClient.useSession.get();
  expectType<string | null | undefined>()(data?.user.nickname);
  expectType<Date | undefined>()(data?.session.expiresAt);
  // @ts-expect-error: a nickname is a text
  authClient.signUp.email({ name: "Ada", email: "ada@example.com", password: "correct horse", nickname: 1 });
}
