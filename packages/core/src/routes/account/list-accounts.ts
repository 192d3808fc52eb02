import { findAccounts } from "../../account/store";
import { scopeOf } from "../../context/scope";
import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import { sessionMiddleware } from "../../guard/session";
import { splitScopes } from "../../oauth2/scopes";
import type { LinkedAccount, Row } from "../../types";

/** The ways in which whoever is signed in can sign in. No tokens, no passwords. */
export const listUserAccounts = createAuthEndpoint(
  "/list-accounts",
  { method: "GET", operationId: "listUserAccounts", use: [sessionMiddleware] },
  async (ctx) => {
    const scope = scopeOf(ctx);
    const accounts = await findAccounts(scope, ctx.context.session.user.id);
    return accounts.map((account) => {
      const { scope: _joined, ...shown }: Row = scope.instance.outputFilters.account(account);
      return { ...shown, scopes: splitScopes(account.scope ?? "") } as Row as unknown as LinkedAccount;
    });
  },
);
