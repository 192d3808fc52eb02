/** Adapters whose tables are made by other tools than `migrate`, by the adapter's id: what to do. */
const tools: Readonly<Record<string, readonly string[]>> = {
  prisma: [
    "The tables of the Prisma adapter are Prisma's to make:",
    "  npx @better-auth/cli generate   writes the models to the schema",
    "  npx prisma migrate dev          makes the tables, or: npx prisma db push",
    "  npx prisma generate             writes the client",
  ],
  drizzle: [
    "The tables of the Drizzle adapter are drizzle-kit's to make:",
    "  npx @better-auth/cli generate   writes the tables to the schema",
    "  npx drizzle-kit generate        writes the migration",
    "  npx drizzle-kit migrate         makes the tables, or: npx drizzle-kit push",
  ],
};

/** Adapters of databases that have no tables, by the adapter's id: why there is nothing to do. */
const withoutTables: Readonly<Record<string, readonly string[]>> = {
  mongodb: ["Nothing to do: MongoDB makes collections by itself, and the adapter makes the indexes that they need."],
};

/** What to do in place of `migrate`; `undefined` for an adapter of which nothing is known. */
export function inPlaceOfMigrate(adapterId: string): readonly string[] | undefined {
  return tools[adapterId] ?? withoutTables[adapterId];
}

/** Why there is no schema to generate; `undefined` where there is one, or nothing is known. */
export function inPlaceOfGenerate(adapterId: string): readonly string[] | undefined {
  return withoutTables[adapterId];
}
