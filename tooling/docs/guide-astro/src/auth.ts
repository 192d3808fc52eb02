import { DatabaseSync } from "node:sqlite";
import { betterAuth } from "better-auth";

export const auth = betterAuth({
  database: new DatabaseSync("auth.sqlite"),
  emailAndPassword: {
    enabled: true,
  },
});
