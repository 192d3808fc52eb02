// The other ways to make an instance.
import { betterAuth } from "better-auth";
import Database from "better-sqlite3";
import { SqliteDialect } from "kysely";

export const bare = betterAuth({});

const dialect = new SqliteDialect({ database: new Database(":memory:") });

export const byDialect = betterAuth({
  database: {
    dialect,
    type: "sqlite",
  },
  emailAndPassword: { enabled: true },
});

export const withoutAutoSignIn = betterAuth({
  database: new Database(":memory:"),
  emailAndPassword: {
    enabled: true,
    autoSignIn: false,
  },
});
