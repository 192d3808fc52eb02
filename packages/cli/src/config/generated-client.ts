import { isSameModule, looksLikeSchema } from "./generated-schema";
import { type MissingImport, missingImportIn } from "./missing-import";

const PRISMA = "@prisma/client";

/** Names that generators give to what they write, as in "@/generated/prisma" and ".prisma/client/default". */
const generatedName = /(?:^|[/\\])(?:\.prisma|[^/\\]*generated[^/\\]*)(?:[/\\]|$)/;

/** A name of an import that looks as if a generator had to write the module first. */
export function looksGenerated(specifier: string): boolean {
  return generatedName.test(specifier);
}

/** @prisma/client is installed, but `prisma generate` has not been run. */
export function isUngeneratedPrisma(error: Error): boolean {
  return /@prisma\/client did not initialize yet/.test(error.message);
}

/** A module that is generated, and is not there yet. */
export interface UngeneratedModule {
  /** The name that it is imported by. */
  readonly specifier: string;
  /** The import, when the module is the schema that `generate` writes. */
  readonly schema?: MissingImport | undefined;
}

/**
 * The generated module for want of which a configuration could not be loaded: a client of Prisma, a schema of Drizzle;
 * `undefined` when that is not the reason.
 *
 * @param output the file that is going to be generated, whatever it is called; absolute
 */
export function ungeneratedModuleIn(error: unknown, output?: string): UngeneratedModule | undefined {
  if (!(error instanceof Error)) return undefined;
  if (isUngeneratedPrisma(error)) return { specifier: PRISMA };
  const missing = missingImportIn(error);
  if (missing === undefined) return undefined;
  const { specifier, importer, path } = missing;
  const isOutput = output !== undefined && path !== undefined && isSameModule(path, output);
  if (isOutput || looksLikeSchema(specifier)) return { specifier, schema: missing };
  if (!looksGenerated(specifier)) return undefined;
  // What is missing inside the package is the application's client: what the application imports is the package.
  return { specifier: /[/\\]node_modules[/\\]@prisma[/\\]/.test(importer ?? "") ? PRISMA : specifier };
}
