// Creates the tables that the options in server/utils/auth.ts ask for, or adds what is missing.
import { getMigrations } from "better-auth/db/migration";
import { auth } from "../server/utils/auth.ts";

const { runMigrations } = await getMigrations(auth.options);
await runMigrations();
