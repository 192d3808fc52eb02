import { DatabaseSync } from "node:sqlite";
import { betterAuth } from "better-auth";
import { solidStartCookies } from "better-auth/solid-start";

export const auth = betterAuth({
  database: new DatabaseSync(process.env.DATABASE_FILE ?? "auth.sqlite"),
  emailAndPassword: { enabled: true },
  user: { additionalFields: { nickname: { type: "string", required: false } } },
  plugins: [solidStartCookies()], // the last one, so that it sees the cookies of all
});
