// What handlers and the scripts of pages know of the additional field, without a cast.
import type { Context } from "hono";
import type { authClient } from "./client/auth-client.ts";
import type { Env } from "./env.ts";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Expect<T extends true> = T;
type Nickname = string | null | undefined;

export function inHandlers(c: Context<Env>) {
  const user = c.get("user");
  return user && (user.nickname satisfies Nickname);
}

type InHandlers = NonNullable<ReturnType<typeof inHandlers>>;
type InPages = NonNullable<ReturnType<(typeof authClient.useSession)["get"]>["data"]>["user"]["nickname"];

export type Known = [Expect<Equal<InHandlers, string>>, Expect<Equal<InPages, Nickname>>];
