import { betterAuth } from "../auth";
import { getMigrations } from "../db-migration";
import { ORIGIN, PASSWORD, SECRET } from "./constants";
import { authMaker, cheapPasswords } from "./make-auth";

export { cheapPasswords, ORIGIN, PASSWORD, SECRET };

/** An instance on a real database of its own (SQLite in memory, unless told), migrated by its own migrations. */
export const makeAuth = authMaker(betterAuth, getMigrations);
