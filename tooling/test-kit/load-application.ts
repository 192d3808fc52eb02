import { join } from "node:path";
import { build, type PluginOption, type Rollup, type UserConfig } from "vite";

interface Application {
  /** Path of the module to begin with. */
  input: string;
  target: "browser" | "server";
  plugins: PluginOption[];
  define?: UserConfig["define"];
}

/** Compiles a module with all that it imports, as an application is, over the sources of the packages; and runs it. */
export async function loadApplication<Module>({ input, target, plugins, define = {} }: Application): Promise<Module> {
  const { output } = (await build({
    // It knows where the sources of the packages are.
    configFile: join(import.meta.dirname, "../../vitest.config.ts"),
    logLevel: "warn",
    plugins,
    define,
    ssr: { noExternal: true },
    build: {
      ssr: target === "server",
      write: false,
      minify: false,
      target: "es2022",
      rollupOptions: { input, preserveEntrySignatures: "strict" },
    },
  })) as Rollup.RollupOutput;
  return import(/* @vite-ignore */ `data:text/javascript;base64,${Buffer.from(output[0].code).toString("base64")}`);
}
