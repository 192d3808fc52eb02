import { scopeAround } from "../context/root-scope";
import type { Scope } from "../context/scope";
import { inTransaction } from "../context/transaction";
import { consumeRows } from "../store/write";
import type { GenericEndpointContext, Verification } from "../types";
import { sweepVerifications } from "./cleanup";
import { storedIdentifier } from "./identifier";
import { verificationPlaces } from "./secondary";
import { createVerification, type NewVerification, newestOf, takeNewest } from "./store";

/** Who gets the first one gets the others: whoever finds it gone leaves them alone. */
async function takeInTurn(scope: Scope, identifiers: readonly string[]): Promise<(Verification | null)[]> {
  const taken: (Verification | null)[] = [];
  for (const identifier of identifiers) {
    const isGone = taken.length > 0 && taken[0] === null;
    taken.push(isGone ? null : await takeNewest(scope, identifier));
  }
  return taken;
}

/**
 * Takes values that belong together out of every place: of parallel callers one gets them. One statement where the adapter
 * can. For endpoints of plugins that judge one try at a time, and put back what was not used up.
 *
 * @param identifiers the first one decides
 * @returns in the same order; `null` for what was not there. Expired ones, too: the caller looks at `expiresAt`
 * @example const [challenge, attempts] = await takeTogether(ctx, [id, `attempts-${id}`]);
 */
export async function takeTogether(
  ctx: Pick<GenericEndpointContext, "context">,
  identifiers: readonly string[],
): Promise<(Verification | null)[]> {
  const scope = scopeAround(ctx.context);
  const { secondary } = verificationPlaces(scope);
  if (secondary !== null || scope.adapter.consumeMany === undefined) return takeInTurn(scope, identifiers);
  const lookups = await Promise.all(identifiers.map(async (each) => (await storedIdentifier(scope, each)).lookup));
  const rows = await consumeRows<Verification>(scope, "verification", [
    { field: "identifier", value: lookups.flat(), operator: "in" },
  ]);
  sweepVerifications(scope);
  return identifiers.map((identifier, index) => {
    const newest = newestOf(rows.filter((row) => lookups[index]?.includes(row.identifier)));
    return newest && { ...newest, identifier };
  });
}

/**
 * Puts values that belong together into the store, in one step where it can: nobody takes one without the others. Where it
 * cannot, the first one of `takeTogether` has to be the last one here.
 *
 * @example await putTogether(ctx, [{ identifier: `attempts-${id}`, value: "1", expiresAt }, { identifier: id, value, expiresAt }]);
 */
export async function putTogether(
  ctx: Pick<GenericEndpointContext, "context">,
  values: readonly NewVerification[],
): Promise<void> {
  const scope = scopeAround(ctx.context);
  const put = async (inner: Scope) => {
    for (const value of values) await createVerification(inner, value);
  };
  if (!verificationPlaces(scope).database) return put(scope);
  // Begun again as any transaction is, when somebody clears the table of old values at the same moment.
  await inTransaction(scope, put);
}
