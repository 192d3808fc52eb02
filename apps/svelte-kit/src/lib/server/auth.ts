import { DatabaseSync } from "node:sqlite";
import { betterAuth } from "better-auth";
import { sveltekitCookies } from "better-auth/svelte-kit";
import { getRequestEvent } from "$app/server";

export const auth = betterAuth({
  database: new DatabaseSync(process.env.DATABASE_FILE ?? "auth.sqlite"),
  emailAndPassword: { enabled: true },
  user: { additionalFields: { nickname: { type: "string", required: false } } },
  plugins: [sveltekitCookies(getRequestEvent)], // the last one, so that it sees the cookies of all
});
