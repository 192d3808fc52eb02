import { MongoClient, ObjectId } from "mongodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everythingOptions, userRow } from "../../adapter-suite/schema";
import { faultOf } from "../../fault/database-fault";
import { CommandError, TRANSIENT } from "../../test-support/mongo/command-error";
import { type MongoPlace, mongoUrl, openAdapter, openMongo } from "../../test-support/mongo/databases";
import type { MongoServer } from "../../test-support/mongo/server";
import type { DBAdapter, Row } from "../../types";
import { connect } from "./connection";
import type { Client, Database, ObjectIdClass } from "./driver";
import { mongodbAdapter } from "./mongodb-adapter";

let place: MongoPlace;
let adapter: DBAdapter;
beforeAll(async () => {
  place = await openMongo();
  adapter = openAdapter(place, everythingOptions);
});
afterAll(() => place.close());

const item = (name: string, more: Row = {}) => ({ model: "item", data: { name, ...more } });
const named = (value: string) => ({ model: "item", where: [{ field: "name", value }] });

describe("a transaction", () => {
  it("takes calls that are made at once one after the other, as a session wants it", async () => {
    const rows = await adapter.transaction((trx) =>
      Promise.all(Array.from({ length: 10 }, (_, n) => trx.create<Row>(item(`at once ${n}`)))),
    );
    expect(new Set(rows.map(({ id }) => id)).size).toBe(10);
  });

  it("is over after a command that failed, and keeps nothing, even if the error is caught", async () => {
    await adapter.create(item("taken", { code: "caught" }));
    let attempts = 0;
    const work = adapter.transaction(async (trx) => {
      attempts++;
      await trx.create(item("before"));
      await trx.create(item("clash", { code: "caught" })).catch(() => {});
      await expect(trx.count(named("before"))).rejects.toThrow("UNIQUE constraint failed: item.code");
      return "done";
    });
    await expect(work).rejects.toThrow("UNIQUE constraint failed: item.code");
    expect(attempts).toBe(1);
    expect(await adapter.count(named("before"))).toBe(0);
  });

  it("goes on after createIfAbsent has found a row", async () => {
    await adapter.create(item("first", { code: "absent" }));
    const [found, created] = await adapter.transaction(async (trx) => {
      const create = (code: string) => trx.createIfAbsent?.({ ...item("second", { code }), uniqueField: "code" });
      return [await create("absent"), await create("present")];
    });
    expect(found).toBeNull();
    expect(created).toMatchObject({ name: "second", code: "present" });
  });

  it("begins again when another one writes the same unique value at the same time", async () => {
    const create = (name: string) =>
      adapter.transaction(async (trx) => {
        await trx.count({ model: "item" });
        const row = await trx.createIfAbsent?.<Row>({ ...item(name, { code: "race" }), uniqueField: "code" });
        if (row === null) return null;
        await trx.create(item(`${name} with`));
        return row;
      });
    const rows = await Promise.all(Array.from({ length: 20 }, (_, n) => create(`racer ${n}`)));
    expect(rows.filter((row) => row !== null)).toHaveLength(1);
    const like = { model: "item", where: [{ field: "name", value: " with", operator: "ends_with" as const }] };
    expect(await adapter.count(like)).toBe(1);
  });

  it("counts right when many count at once", async () => {
    await adapter.create(item("counter", { size: 0 }));
    const count = () =>
      adapter.transaction(async (trx) => {
        const row = await trx.findOne<Row>(named("counter"));
        await trx.update({ ...named("counter"), update: { size: Number(row?.size) + 1 } });
      });
    await Promise.all(Array.from({ length: 10 }, count));
    expect(await adapter.findOne(named("counter"))).toMatchObject({ size: 10 });
  }, 30_000);

  it("deletes a user with what points at it, or nothing", async () => {
    const { id } = await adapter.create<Row>({ model: "user", data: userRow("cascade") });
    await adapter.create({ model: "badge", data: { userId: id, label: "x" } });
    const work = adapter.transaction(async (trx) => {
      await trx.delete({ model: "user", where: [{ field: "id", value: id as string }] });
      expect(await trx.count({ model: "badge" })).toBe(0);
      throw new Error("no");
    });
    await expect(work).rejects.toThrow("no");
    expect(await adapter.count({ model: "badge" })).toBe(1);
  });

  it("does not take what the application throws for an error of the database", async () => {
    const lost = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:25"), { code: "ECONNREFUSED" });
    await expect(adapter.transaction(() => Promise.reject(lost))).rejects.toBe(lost);
    expect(faultOf(lost)).toBeNull();
  });

  it("is none with transaction: false, and none without a client", async () => {
    for (const config of [{ transaction: false }, { client: undefined }]) {
      const own = openAdapter(place, everythingOptions, config);
      const work = own.transaction(async (trx) => {
        await trx.create(item("kept"));
        throw new Error("no");
      });
      await expect(work).rejects.toThrow("no");
      expect(await own.count(named("kept"))).toBe(1);
    }
  });

  it("takes the database's own client when it is asked for without one", async () => {
    const own = mongodbAdapter(place.database(), { transaction: true })(everythingOptions);
    const work = own.transaction(async (trx) => {
      await trx.create(item("gone"));
      throw new Error("no");
    });
    await expect(work).rejects.toThrow("no");
    expect(await own.count(named("gone"))).toBe(0);
  });

  it("takes no client's settings for its own: it reads from the primary, and its values are JavaScript's", async () => {
    const readPreference = "secondaryPreferred";
    for (const settings of [
      { promoteValues: false, readPreference },
      { useBigInt64: true },
      { ignoreUndefined: true },
    ] as const) {
      const client = new MongoClient(place.url, settings);
      const own = mongodbAdapter(client.db(place.database().databaseName), { client })(everythingOptions);
      await own.transaction((trx) => trx.create(item("settings", { size: 5, big: 2 ** 40 })));
      expect(await own.findOne(named("settings"))).toMatchObject({ size: 5, big: 2 ** 40, plan: "free" });
      expect(await own.count(named("settings"))).toBe(1);
      await client.close();
    }
  });
});

describe.skipIf(mongoUrl !== undefined)("a transaction that the server gives up", () => {
  const server = () => place.server as MongoServer;
  const transient = () => new CommandError(112, "WriteConflict", "somebody else was faster", TRANSIENT);

  it.each(["insert", "findAndModify", "commitTransaction"])("begins again after a conflict in %s", async (command) => {
    const attempts: string[] = [];
    server().fail({ command, error: transient() });
    await adapter.transaction(async (trx) => {
      attempts.push("attempt");
      await trx.create(item(`${command} again`));
      await trx.update({ ...named(`${command} again`), update: { size: attempts.length } });
    });
    expect(attempts).toHaveLength(2);
    expect(await adapter.findMany(named(`${command} again`))).toMatchObject([{ size: 2 }]);
  });

  it("commits once when the connection is cut before the answer to the commit", async () => {
    let attempts = 0;
    server().fail({ command: "commitTransaction", cut: "after" });
    await adapter.transaction(async (trx) => {
      attempts++;
      await trx.create(item("commit"));
    });
    expect(attempts).toBe(1);
    expect(await adapter.count(named("commit"))).toBe(1);
  });

  it("fails with another error as it is", async () => {
    server().fail({ command: "insert", error: new CommandError(13, "Unauthorized", "not authorized on db") });
    await expect(adapter.transaction((trx) => trx.create(item("x")))).rejects.toThrow("not authorized on db");
  });
});

describe.skipIf(mongoUrl !== undefined)("a server that stands alone", () => {
  let alone: MongoPlace;
  beforeAll(async () => {
    alone = await openMongo("standalone");
  });
  afterAll(() => alone.close());

  it("runs what belongs together one by one, and says so when a transaction is asked for", async () => {
    const own = openAdapter(alone, everythingOptions);
    await own.transaction((trx) => trx.create(item("one by one")));
    expect(await own.count(named("one by one"))).toBe(1);
    const strict = openAdapter(alone, everythingOptions, { transaction: true });
    await expect(strict.transaction((trx) => trx.create(item("x")))).rejects.toThrow(
      "transaction: true: expected a server that is part of a replica set, got one that stands alone",
    );
  });

  it("does not wait for itself where what belongs together has parts that do", async () => {
    const db = alone.database();
    const connection = connect(db as unknown as Database, alone.client as unknown as Client, {
      facts: async () => ({ hasTransactions: false, ObjectId: ObjectId as unknown as ObjectIdClass }),
    });
    const isSame = connection.atomically((inside) => inside.atomically(async (again) => again === inside));
    expect(await isSame).toBe(true);
  });

  it("gives the rows of consumeMany to one of many callers of a process", async () => {
    const own = openAdapter(alone, everythingOptions);
    for (let n = 0; n < 5; n++) await own.create(item("many"));
    const taken = await Promise.all(Array.from({ length: 20 }, () => own.consumeMany?.(named("many"))));
    expect(taken.map((rows) => rows?.length).sort()).toEqual([...Array(19).fill(0), 5]);
  });
});
