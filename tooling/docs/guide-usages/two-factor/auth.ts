import { betterAuth } from "better-auth";
import { twoFactor } from "better-auth/plugins";
import Database from "better-sqlite3";

export const auth = betterAuth({
  database: new Database("./two-factor.db"),
  emailAndPassword: { enabled: true },
  plugins: [twoFactor()],
});
