import { missingImportIn } from "./missing-import";

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

/**
 * The generated client for want of which a configuration could not be loaded, by the name that it is imported by;
 * `undefined` when that is not the reason.
 */
export function generatedClientIn(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (isUngeneratedPrisma(error)) return PRISMA;
  const missing = missingImportIn(error);
  if (missing === undefined || !looksGenerated(missing.specifier)) return undefined;
  // What is missing inside the package is the application's client: what the application imports is the package.
  return /[/\\]node_modules[/\\]@prisma[/\\]/.test(missing.importer ?? "") ? PRISMA : missing.specifier;
}
