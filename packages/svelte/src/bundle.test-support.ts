import { join } from "node:path";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { loadApplication } from "test-kit/load-application";

const load = <Module>(input: string, target: "browser" | "server") =>
  loadApplication<Module>({
    input: join(import.meta.dirname, "fixtures", input),
    target,
    plugins: [
      svelte({
        configFile: false,
        compilerOptions: {
          dev: true,
          hmr: false,
          // A client is a property here, which never changes. Applications import theirs.
          warningFilter: ({ code }) => code !== "state_referenced_locally",
        },
      }),
    ],
  });

/** The application, as a browser gets it. */
export const loadPage = () => load<typeof import("./fixtures/page")>("page.ts", "browser");

/** The application, as a server runs it. */
export const loadServerPage = () => load<typeof import("./fixtures/server-page")>("server-page.ts", "server");
