import { join } from "node:path";
import { loadApplication } from "test-kit/load-application";
import type { Plugin } from "vite";
import { compileScript, parse } from "vue/compiler-sfc";

/** Compiles single-file components, which have neither styles nor custom blocks here. */
const vueFiles = (isServer: boolean): Plugin => ({
  name: "vue-files",
  transform(code, id) {
    if (!id.endsWith(".vue")) return undefined;
    const { descriptor, errors } = parse(code, { filename: id });
    if (errors[0]) throw errors[0];
    const { content } = compileScript(descriptor, {
      id,
      inlineTemplate: true,
      templateOptions: { ssr: isServer, ssrCssVars: [] },
    });
    return { code: content, moduleType: "ts" };
  },
});

/** The application of fixtures/page.ts, compiled as an application is, with all that it imports. */
export const loadPage = (target: "browser" | "server") =>
  loadApplication<typeof import("./fixtures/page")>({
    input: join(import.meta.dirname, "fixtures/page.ts"),
    target,
    plugins: [vueFiles(target === "server")],
    define: {
      __VUE_OPTIONS_API__: "true",
      __VUE_PROD_DEVTOOLS__: "false",
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "true",
    },
  });
