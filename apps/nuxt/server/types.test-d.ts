// What handlers know of who sent a request, without casts. `nuxt typecheck` looks at it.
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function expectType<T>(): <U>(
  value: U,
  ...proof: Equal<T, U> extends true ? [] : [{ expected: T; got: U }]
) => void;

export const handler = defineEventHandler(({ context }) => {
  expectType<typeof auth.$Infer.Session.user | null>()(context.user);
  expectType<typeof auth.$Infer.Session.session | null>()(context.session);
  expectType<string | null | undefined>()(context.user?.nickname);
  // @ts-expect-error no such field
  context.user?.nickName;
});
