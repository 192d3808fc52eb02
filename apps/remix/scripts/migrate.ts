// Creates the tables that the options in app/lib/auth.server.ts ask for, or adds what is missing.
import { getMigrations } from "better-auth/db/migration";
import { auth } from "../app/lib/auth.server.ts";

const { runMigrations } = await getMigrations(auth.options);
await runMigrations();
