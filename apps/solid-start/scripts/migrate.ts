// Creates the tables that the options in src/lib/auth.ts ask for, or adds what is missing.
import { getMigrations } from "better-auth/db/migration";
import { auth } from "../src/lib/auth.ts";

const { runMigrations } = await getMigrations(auth.options);
await runMigrations();
