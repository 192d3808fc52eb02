import { resolve } from "node:path";
import { mutations } from "./list.mjs";

/**
 * Puts one weakness of the list into the sources as the tests load them; nothing is written to disk.
 * @param {string} name of the mutation
 * @returns {import("vitest/config").Plugin}
 */
export function mutate(name) {
  const mutation = mutations.find((candidate) => candidate.name === name);
  if (mutation === undefined) throw new Error(`no mutation is called "${name}"`);
  const file = resolve(mutation.file);
  const isMutated = (id) => id.split("?")[0] === file;
  return {
    name: "mutate",
    enforce: "pre",
    // All other modules come as every run has kept them.
    configureVitest: ({ defineCacheKeyGenerator }) =>
      defineCacheKeyGenerator(({ id }) => (isMutated(id) ? false : undefined)),
    transform(code, id) {
      if (!isMutated(id)) return undefined;
      const parts = code.split(mutation.find);
      // Whoever changes the code changes the mutation with it; one that is found nowhere proves nothing.
      if (parts.length !== 2) throw new Error(`mutation "${name}": expected its text once in ${mutation.file}`);
      return parts.join(mutation.replace);
    },
  };
}
