import { defineConfig } from "tsup";
import { preset } from "../../tooling/build/tsup-preset.mjs";

export default defineConfig(
  preset({
    bundled: ["kysely", "zod"],
    // In a proxy or on the edge only cookies are read, errors and schemas are shared with other packages, and `minimal` is
    // for bundles without the query builder.
    merge: { main: "index", alone: ["cookies", "cookies-utils", "crypto", "error/index", "minimal", "zod"] },
  }),
);
