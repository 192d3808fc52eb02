import { defineConfig } from "tsup";
import { preset } from "../../tooling/build/tsup-preset.mjs";

export default defineConfig(
  preset({
    bundled: ["kysely", "zod"],
    // In a proxy or on the edge only cookies are read, errors, schemas and rules of hosts are shared with other packages,
    // `minimal` is for bundles without the query builder, and browsers have tables of error codes.
    merge: {
      main: "index",
      alone: ["cookies", "cookies-utils", "crypto", "error/index", "minimal", "url", "utils-error-codes", "zod"],
    },
  }),
);
