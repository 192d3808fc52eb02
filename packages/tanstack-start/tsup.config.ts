import { defineConfig } from "tsup";
import { preset } from "../../tooling/build/tsup-preset.mjs";

export default defineConfig(preset());
