import { type AccountRow, findAccounts } from "../../account/store";
import { scopeOf } from "../../context/scope";
import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import { sessionMiddleware } from "../../guard/session";
import type { LinkedAccount, Row } from "../../types";

/** `account.scope` is a comma-joined list; some providers put spaces after the commas. */
function scopesOf(account: AccountRow): string[] {
  return (account.scope ?? "")
    .split(",")
    .map((scope) => scope.trim())
    .filter((scope) => scope !== "");
}

/** The ways in which whoever is signed in can sign in. No tokens, no passwords. */
export const listUserAccounts = createAuthEndpoint(
  "/list-accounts",
  { method: "GET", operationId: "listUserAccounts", use: [sessionMiddleware] },
  async (ctx) => {
    const scope = scopeOf(ctx);
    const accounts = await findAccounts(scope, ctx.context.session.user.id);
    return accounts.map((account) => {
      const { scope: _joined, ...shown }: Row = scope.instance.outputFilters.account(account);
      return { ...shown, scopes: scopesOf(account) } as Row as unknown as LinkedAccount;
    });
  },
);
