import Database from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import * as authSchema from "./auth-schema";
import * as notesSchema from "./notes";

export const db = drizzle({ client: new Database("auth.sqlite"), schema: { ...authSchema, ...notesSchema } });
