// Nothing of this runs: `svelte-check` reads it.
import type { RequestEvent } from "@sveltejs/kit";
import { get } from "svelte/store";
import { authClient } from "./lib/auth-client";
import { useSession } from "./lib/session";
import type { PageData } from "./routes/dashboard/$types";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function expectType<T>(): <U>(
  value: U,
  ...proof: Equal<T, U> extends true ? [] : [{ expected: T; got: U }]
) => void;

export function onTheServer({ locals }: RequestEvent, data: PageData) {
  expectType<string | null | undefined>()(locals.user?.nickname);
  expectType<Date | undefined>()(locals.session?.expiresAt);
  expectType<string | null | undefined>()(data.user.nickname);
  expectType<string | null | undefined>()(data.session?.user.nickname);
  // @ts-expect-error: no field of the user
  locals.user?.nickname2;
}

export function inTheBrowser() {
  expectType<string | null | undefined>()(get(authClient.useSession()).data?.user.nickname);
  expectType<string | null | undefined>()(useSession().current?.user.nickname);
  // @ts-expect-error: a nickname is text
  authClient.updateUser({ nickname: 7 });
}
