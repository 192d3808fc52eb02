import { expect } from "vitest";
import type { BetterAuthOptions, Row } from "../types";
import { everything, sessionRow, userRow } from "./schema";
import type { Suite } from "./suite";
import { useDatabase } from "./use-database";

const transforming: BetterAuthOptions = {
  logger: { disabled: true },
  plugins: [everything],
  user: {
    additionalFields: {
      nick: {
        type: "string",
        required: false,
        fieldName: "nick_name",
        transform: {
          input: (value: string) => value.toLowerCase(),
          output: async (value: string) => `<${value}>`,
        },
      },
      slow: { type: "string", required: false, transform: { input: async (value: string) => `${value}!` } },
    },
  },
};

/** The part of the suite about the transforms of fields. */
export function describeTransforms(suite: Suite): void {
  suite.describe("transforms", () => {
    const db = useDatabase(suite, transforming);

    suite.it("asks them around writes and reads, and waits for them", async () => {
      const user = await db.adapter.create({ model: "user", data: userRow("a", { nick: "NICK", slow: "s" }) });
      expect(user).toMatchObject({ nick: "<nick>", slow: "s!" });
      await db.adapter.create({ model: "session", data: sessionRow("t", user.id) });
      const session = await db.adapter.findOne<Row>({
        model: "session",
        where: [{ field: "token", value: "t" }],
        join: { user: true },
      });
      expect(session?.user).toEqual(user);
      const found = await db.adapter.findMany<Row>({
        model: "user",
        where: [{ field: "nick_name", value: "nick" }],
        join: { session: true },
      });
      expect(found).toMatchObject([{ nick: "<nick>", session: [{ token: "t" }] }]);
    });

    suite.it("asks them around updates, counts and what is taken", async () => {
      const { id } = await db.adapter.create({ model: "user", data: userRow("a", { nick: "ONE" }) });
      const where = [{ field: "id", value: id as string }];
      const updated = await db.adapter.update<Row>({ model: "user", where, update: { nick: "TWO", slow: "s" } });
      expect(updated).toMatchObject({ nick: "<two>", slow: "s!" });
      const stepped = await db.adapter.incrementOne<Row>({
        model: "user",
        where,
        increment: {},
        set: { nick: "THREE" },
      });
      expect(stepped).toMatchObject({ nick: "<three>", slow: "s!" });
      await db.adapter.updateMany({ model: "user", where, update: { nick: "FOUR" } });
      expect(await db.adapter.consumeOne<Row>({ model: "user", where })).toMatchObject({ nick: "<four>" });
    });
  });
}
