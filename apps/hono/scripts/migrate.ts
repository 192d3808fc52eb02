// Creates the tables that the options in src/auth.ts ask for, or adds what is missing.
import { getMigrations } from "better-auth/db/migration";
import { auth } from "../src/auth.ts";

const { runMigrations } = await getMigrations(auth.options);
await runMigrations();
