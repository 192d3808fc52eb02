import type { Database } from "./database";
import { drizzleDatabases } from "./drizzle";
import { prismaDatabases } from "./prisma";
import { serverDatabases } from "./servers";
import { sqliteDatabases } from "./sqlite";

export type { Database, Import, Place, TableStep, TypePackage } from "./database";

/** Every database. The first one stands until another is chosen. */
export const databases: readonly Database[] = [
  ...sqliteDatabases,
  ...serverDatabases,
  ...drizzleDatabases,
  ...prismaDatabases,
];
