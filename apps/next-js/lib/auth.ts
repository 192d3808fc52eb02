import { DatabaseSync } from "node:sqlite";
import { betterAuth } from "better-auth";
import { nextCookies } from "better-auth/next-js";

export const auth = betterAuth({
  database: new DatabaseSync(process.env.DATABASE_FILE ?? "auth.sqlite"),
  emailAndPassword: { enabled: true },
  user: {
    additionalFields: {
      nickname: { type: "string", required: false },
    },
  },
  plugins: [nextCookies()], // the last one, so that it sees the cookies of all
});
