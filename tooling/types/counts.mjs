// What the types cost, as a table.
// Usage: node tooling/types/counts.mjs [version of TypeScript …]      (after a build)
import { countTypes } from "./consumer/budgets.mjs";
import { compilers } from "./consumer/compile.mjs";
import { installConsumer } from "./consumer/install.mjs";

const versions = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(compilers);
const consumer = await installConsumer();
try {
  console.log("| TypeScript | server + client | instantiations | types | files |\n|---|---|---|---|---|");
  for (const version of versions) {
    for (const { app, instantiations, types, files, errors } of await countTypes(consumer, version)) {
      console.log(`| ${version} | ${app} | ${instantiations} | ${types} | ${files} |`);
      if (errors.length > 0) throw new Error(errors.join("\n"));
    }
  }
} finally {
  consumer.remove();
}
