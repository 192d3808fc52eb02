import type { BetterAuthOptions, DBAdapter } from "@better-auth/core/types";
import type { SqlDialect } from "./dialect";
import { drizzleGenerator } from "./drizzle";
import type { Generator } from "./generator";
import type { GeneratorId } from "./generator-ids";
import { generatorOf } from "./generators";
import { kyselyGenerator } from "./kysely";
import { readIfThere } from "./output-path";
import { prismaGenerator } from "./prisma";

/** What a schema is generated from. */
export interface SchemaGeneratorInput {
  /** The options of `betterAuth()`, as in `auth.options`. */
  options: BetterAuthOptions;
  /** Where the schema goes; the generator has a place of its own for it. */
  file?: string | undefined;
  /**
   * The adapter of the options. Its id says which generator is taken, and its own `createSchema` goes before all of them.
   * Its `options` say how the schema is written: `provider`, `usePlural`, `camelCase`, `schemaName`.
   */
  adapter?: Pick<DBAdapter, "id" | "options" | "createSchema"> | undefined;
  /** Generates for an empty database of this dialect, and asks none. */
  dialect?: SqlDialect | undefined;
}

/** A schema and the file that it belongs into. Nothing is written. */
export interface SchemaFile {
  /** The text; `undefined` when there is nothing to write. */
  code: string | undefined;
  /** A path, from the project's folder unless it is absolute. */
  fileName: string;
  /** The text takes the place of a file that is there. */
  overwrite?: boolean | undefined;
  /** The text goes to the end of a file that is there. */
  append?: boolean | undefined;
}

/** What a generator gives: the name that programs of the reference know. */
export type SchemaGeneratorResult = SchemaFile;

/** Generates the schema of one kind of adapter. */
export type SchemaGenerator = (input: SchemaGeneratorInput) => Promise<SchemaFile>;

/** A schema that is one file, which is kept up to date. */
async function generateFile(
  generator: Generator,
  { options, file, adapter, dialect }: SchemaGeneratorInput,
  existing: string | null = null,
): Promise<SchemaFile> {
  const { code } = await generator.generate({ options, dialect, adapter }, existing);
  const fileName = file ?? `./${generator.defaultPath(new Date())}`;
  return { code: code === "" ? undefined : code, fileName, overwrite: true };
}

/**
 * Generates the SQL that brings the database of the built-in adapter from what it is to what the options need.
 *
 * @throws when the database cannot be asked
 * @example
 * const { code, fileName } = await generateKyselySchema({ options: auth.options });
 */
export const generateKyselySchema: SchemaGenerator = async ({ options, file, dialect }) => {
  const { code } = await kyselyGenerator.generate({ options, dialect }, null);
  return { code: code === "" ? undefined : code, fileName: file ?? kyselyGenerator.defaultPath(new Date()) };
};

/**
 * Generates the tables of Drizzle ORM, with their indexes and relations, as the text of a module. The Drizzle adapter says how;
 * `dialect` alone is enough.
 *
 * @throws when neither says which database it is for
 * @example
 * const { code, fileName } = await generateDrizzleSchema({ options: auth.options, dialect: "postgres" });
 */
export const generateDrizzleSchema: SchemaGenerator = (input) => generateFile(drizzleGenerator, input);

/**
 * Generates a Prisma schema: what the file says, and the models that it lacks. The Prisma adapter says for which provider;
 * `dialect` alone is enough.
 *
 * @throws when neither says which database it is for, or the file cannot be read as a Prisma schema
 * @example
 * const { code, fileName } = await generatePrismaSchema({ options: auth.options, dialect: "postgres" });
 */
export const generatePrismaSchema: SchemaGenerator = async (input) => {
  const fileName = input.file ?? `./${prismaGenerator.defaultPath(new Date())}`;
  return generateFile(prismaGenerator, { ...input, file: fileName }, readIfThere(fileName));
};

/** The generators, by the id of the adapter that each is for. */
export const adapters: Readonly<Record<GeneratorId, SchemaGenerator>> = {
  drizzle: generateDrizzleSchema,
  kysely: generateKyselySchema,
  prisma: generatePrismaSchema,
};

/**
 * Generates a schema as the command `generate` does: with the adapter's own `createSchema`, else with the generator for its
 * id. Nothing is written.
 *
 * @throws when there is no generator for the adapter
 * @example
 * const { code, fileName } = await generateSchema({ options: auth.options, adapter: (await auth.$context).adapter });
 */
export const generateSchema: SchemaGenerator = async (input) => {
  const { adapter, options, file } = input;
  const own = await adapter?.createSchema?.(options, file);
  if (own !== undefined) {
    const { code, path, overwrite, append } = own;
    return { code, fileName: path, overwrite, append };
  }
  const { id } = generatorOf(adapter?.id ?? kyselyGenerator.id);
  return adapters[id](input);
};
