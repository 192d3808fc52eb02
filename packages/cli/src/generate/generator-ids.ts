/** The adapters that there are generators for, by their ids. Apart from these, so that the help loads none of them. */
export const generatorIds = ["kysely", "drizzle", "prisma"] as const;

/** The id of an adapter that there is a generator for. */
export type GeneratorId = (typeof generatorIds)[number];
