import { defineConfig } from "tsup";
import { preset } from "../../tooling/build/tsup-preset.mjs";

// A command line has nothing to import, so nothing to declare.
export default defineConfig({ ...preset(), dts: false });
