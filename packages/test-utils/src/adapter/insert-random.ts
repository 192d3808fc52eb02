import type { DBAdapter, Row } from "@better-auth/core/types";

/** A model that rows can be made up for. */
export type RandomModel = "user" | "session" | "account" | "verification";

/** Writes rows of random content; sessions and accounts are of a new user each. Gives the rows back. */
export type InsertRandomFn = (model: RandomModel, count?: number) => Promise<readonly Row[]>;

const HOUR = 3_600_000;

async function randomRow(adapter: DBAdapter, model: RandomModel): Promise<Row> {
  const tag = crypto.randomUUID();
  const expiresAt = new Date(Date.now() + HOUR);
  if (model === "user") return { name: `name-${tag}`, email: `${tag}@example.com`, emailVerified: false };
  if (model === "verification") return { identifier: `identifier-${tag}`, value: `value-${tag}`, expiresAt };
  const { id: userId } = await adapter.create({ model: "user", data: await randomRow(adapter, "user") });
  if (model === "session") return { token: `token-${tag}`, userId, expiresAt };
  return { providerId: "credential", accountId: `account-${tag}`, userId };
}

/** Makes the function for the adapter that a test finds when it runs. */
export function makeInsertRandom(adapter: () => DBAdapter): InsertRandomFn {
  return async (model, count = 1) => {
    const rows: Row[] = [];
    for (let i = 0; i < count; i++) {
      const data = { createdAt: new Date(), updatedAt: new Date(), ...(await randomRow(adapter(), model)) };
      rows.push(await adapter().create({ model, data }));
    }
    return rows;
  };
}
