import Database from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { expect, it, vi } from "vitest";
import { userRow } from "../../adapter-suite/schema";
import type { KyselyLike } from "../../types";
import { openAdapter } from "../fixtures/databases";
import { kyselyAdapter } from "./kysely-adapter";

it("logs the calls that are asked for, in transactions too", async () => {
  const lines: string[] = [];
  const spy = vi.spyOn(console, "log").mockImplementation((line) => void lines.push(String(line)));
  try {
    const db = new Kysely({
      dialect: new SqliteDialect({ database: new Database(":memory:") }),
    }) as unknown as KyselyLike;
    const adapter = await openAdapter({ database: kyselyAdapter(db, { type: "sqlite", debugLogs: { create: true } }) });
    await adapter.transaction((trx) => trx.create({ model: "user", data: userRow("a") }));
    await adapter.count({ model: "user" });
    expect(lines.map((line) => /\[Kysely Adapter\] #\d+ \[\d\/2\] (\w+ \([\w ]+\))/.exec(line)?.[1])).toEqual([
      "create (Unsafe Input)",
      "create (Parsed Result)",
    ]);
  } finally {
    spy.mockRestore();
  }
});
