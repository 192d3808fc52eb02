import { Failure } from "../failure";
import { drizzleGenerator } from "./drizzle";
import type { Generator } from "./generator";
import { type GeneratorId, generatorIds } from "./generator-ids";
import { kyselyGenerator } from "./kysely";
import { prismaGenerator } from "./prisma";

const byId: Readonly<Record<GeneratorId, Generator>> = {
  kysely: kyselyGenerator,
  drizzle: drizzleGenerator,
  prisma: prismaGenerator,
};

/** Every generator. */
export const generators: readonly Generator[] = generatorIds.map((id) => byId[id]);

/**
 * The generator of an adapter.
 * @throws {Failure} when there is none
 */
export function generatorOf(adapterId: string): Generator {
  const generator = generators.find(({ id }) => id === adapterId);
  if (generator !== undefined) return generator;
  throw new Failure(`There is no generator for the adapter "${adapterId}".`, {
    mend: [
      `Generators are there for: ${generatorIds.join(", ")}.`,
      "An adapter of your own can bring one: give it createSchema({ file, tables }).",
    ],
  });
}
