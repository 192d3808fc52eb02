// What the pages are given, by its types alone.
import { authClient } from "./lib/auth-client";
import { changeNickname, getAccount, getSession } from "./lib/session";
import { useSession } from "./lib/use-session";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function expectType<T>(): <U>(
  value: U,
  ...proof: Equal<T, U> extends true ? [] : [{ expected: T; got: U }]
) => void;

type Nickname = string | null | undefined;

export async function useIt() {
  expectType<Nickname>()(authClient.useSession()().data?.user.nickname);
  expectType<Nickname>()(useSession()().data?.user.nickname);
  expectType<Nickname>()((await getSession())?.user.nickname);

  const { user, session } = await getAccount();
  expectType<string>()(user.name);
  expectType<Nickname>()(user.nickname);
  expectType<Date>()(session.expiresAt);
  // @ts-expect-error: no such field
  user.points;

  expectType<string | undefined>()(await changeNickname(new FormData()));
  // @ts-expect-error: a form is what it takes
  changeNickname("Countess");
}
