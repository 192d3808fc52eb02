import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import * as schema from "./auth-schema";
import { db } from "./db";

export const auth = betterAuth({
  baseURL: "http://localhost:3000",
  database: drizzleAdapter(db, { provider: "pg", schema, usePlural: true, transaction: true }),
  advanced: { database: { generateId: "uuid" } },
  emailAndPassword: { enabled: true },
  rateLimit: { enabled: true, storage: "database" },
});
