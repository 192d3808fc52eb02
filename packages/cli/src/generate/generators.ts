import { Failure } from "../failure";
import type { Generator } from "./generator";
import { kyselyGenerator } from "./kysely";

/** Every generator. */
export const generators: readonly Generator[] = [kyselyGenerator];

/**
 * The generator of an adapter.
 * @throws {Failure} when there is none
 */
export function generatorOf(adapterId: string): Generator {
  const generator = generators.find(({ id }) => id === adapterId);
  if (generator !== undefined) return generator;
  throw new Failure(`There is no generator for the adapter "${adapterId}".`, {
    mend: [
      `Generators are there for: ${generators.map(({ id }) => id).join(", ")}.`,
      "An adapter of your own can bring one: give it createSchema({ file, tables }).",
    ],
  });
}
