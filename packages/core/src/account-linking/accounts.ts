import { type AccountKey, type AccountRow, createAccount, updateAccount } from "../account/store";
import { columnsOfTokens, withoutScopes } from "../account/tokens";
import type { Scope } from "../context/scope";
import { APIError } from "../error";
import { mergeScopes } from "../oauth2/scopes";
import type { Row } from "../types";
import type { ProviderFacts } from "./facts";

/** What an account is known by. */
export function keyOf({ provider, accountId }: Pick<ProviderFacts, "provider" | "accountId">): AccountKey {
  return { providerId: provider.id, accountId };
}

/**
 * Gives a user the account. `null` when a hook stopped it.
 * @throws {APIError} 409 when a hook gave it to somebody else, or made another account of it
 */
export async function giveAccount(scope: Scope, facts: ProviderFacts, userId: string): Promise<AccountRow | null> {
  const key = keyOf(facts);
  const columns = await columnsOfTokens(facts.tokens, scope.instance.context);
  const account = await createAccount(scope, { ...columns, ...key, userId });
  if (account === null) return null;
  const { providerId, accountId } = account;
  const isSame = account.userId === userId && providerId === key.providerId && accountId === key.accountId;
  if (isSame) return account;
  throw new APIError("CONFLICT", {
    code: "account_hook_binding_conflict",
    message: "Account hook changed the selected authentication binding",
  });
}

/** Keeps what the provider has sent at this sign-in, unless the options say otherwise. Gives the account as it is then. */
export async function renewTokens(scope: Scope, account: AccountRow, facts: ProviderFacts): Promise<AccountRow> {
  if (scope.instance.options.account?.updateAccountOnSignIn === false) return account;
  return keep(scope, account, withoutScopes(account, await columnsOfTokens(facts.tokens, scope.instance.context)));
}

/** Keeps what the provider has sent to whoever links again; scopes are granted besides. Gives the account as it is then. */
export async function keepTokens(scope: Scope, account: AccountRow, facts: ProviderFacts): Promise<AccountRow> {
  const columns = await columnsOfTokens(facts.tokens, scope.instance.context);
  const granted = columns.scope === undefined ? {} : { scope: mergeScopes(account.scope, facts.tokens.scopes) };
  return keep(scope, account, { ...columns, ...granted });
}

async function keep(scope: Scope, account: AccountRow, columns: Row): Promise<AccountRow> {
  if (Object.keys(columns).length === 0) return account;
  return (await updateAccount(scope, account.id, columns)) ?? account;
}
