// What pages know of a session, without casts. `nuxt typecheck` looks at it.
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function expectType<T>(): <U>(
  value: U,
  ...proof: Equal<T, U> extends true ? [] : [{ expected: T; got: U }]
) => void;

type Nickname = string | null | undefined;

export async function session() {
  const { data } = await authClient.useSession(useFetch);
  expectType<Nickname>()(data.value?.user.nickname);
  expectType<Date | undefined>()(data.value?.session.expiresAt);
  expectType<Nickname>()(authClient.useSession().value.data?.user.nickname);
  // @ts-expect-error no such field
  data.value?.user.nickName;
}

export async function serverSide() {
  expectType<Nickname>()(useRequestEvent()?.context.user?.nickname);
  const { data } = await useFetch("/api/account");
  expectType<Nickname>()(data.value?.nickname);
  expectType<string | undefined>()(data.value?.sessionEnds); // a date, as JSON has it
}
