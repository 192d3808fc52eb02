import { DatabaseSync } from "node:sqlite";
import { betterAuth } from "better-auth";

export const auth = betterAuth({
  database: new DatabaseSync(process.env.DATABASE_FILE ?? "auth.sqlite"),
  emailAndPassword: { enabled: true },
  user: {
    additionalFields: { nickname: { type: "string", required: false } },
  },
});
