import { retryAfterDeadlock } from "../fault/retry-after-deadlock";
import type { DBAdapter, Row, Where } from "../types";

// What adapters may leave out, as the core goes about it then.

/** Creates an item, or gives null when the value of the unique field is there. */
export async function createIfAbsent(adapter: DBAdapter, data: Row, uniqueField: string): Promise<Row | null> {
  const call = { model: "item", data, forceAllowId: true };
  // Without it the unique index decides, and whoever comes second is refused.
  if (adapter.createIfAbsent === undefined) return adapter.create<Row>(call).catch(() => null);
  return adapter.createIfAbsent<Row>({ ...call, uniqueField });
}

/** Takes every item that matches. */
export async function consumeMany(adapter: DBAdapter, where: Where[]): Promise<readonly Row[]> {
  if (adapter.consumeMany !== undefined) return adapter.consumeMany<Row>({ model: "item", where });
  const taken: Row[] = [];
  for (;;) {
    const row = await adapter.consumeOne<Row>({ model: "item", where });
    if (row === null) return taken;
    taken.push(row);
  }
}

/** Creates an item, or gives null when no item has the other name. */
export async function createIfPresent(adapter: DBAdapter, data: Row, other: string): Promise<Row | null> {
  const where: Where[] = [{ field: "code", value: other }];
  if (adapter.createIfPresent !== undefined) {
    return adapter.createIfPresent<Row>({ model: "item", data, present: { model: "item", where } });
  }
  // A write holds the other row until the transaction ends.
  return retryAfterDeadlock(() =>
    adapter.transaction(async (trx) => {
      const isThere = (await trx.updateMany({ model: "item", where, update: { size: 1 } })) > 0;
      return isThere ? trx.create<Row>({ model: "item", data }) : null;
    }),
  );
}
