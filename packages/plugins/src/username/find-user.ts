import type { Account, GenericEndpointContext, User } from "@better-auth/core/types";

type Loose<T> = T & Record<string, unknown>;

/** Whoever has a name, given in its normal form, with the accounts: one statement. */
export async function findUserWithAccounts(
  ctx: GenericEndpointContext,
  username: string,
): Promise<{ user: Loose<User>; accounts: Loose<Account>[] } | null> {
  const row = await ctx.context.adapter.findOne<Loose<User> & { account: Loose<Account>[] }>({
    model: "user",
    where: [{ field: "username", value: username }],
    join: { account: true },
  });
  if (row === null) return null;
  const { account, ...user } = row;
  return { user: user as unknown as Loose<User>, accounts: account };
}

/** The id of whoever has a name, given in its normal form. */
export async function findOwner(ctx: GenericEndpointContext, username: string): Promise<string | undefined> {
  const row = await ctx.context.adapter.findOne<{ id: string }>({
    model: "user",
    where: [{ field: "username", value: username }],
    select: ["id"],
  });
  return row?.id;
}
