import { join } from "node:path";
import { loadApplication } from "test-kit/load-application";
import solid from "vite-plugin-solid";

/** The application of fixtures/page.tsx, compiled as an application is, with all that it imports. */
export const loadPage = (target: "browser" | "server") =>
  loadApplication<typeof import("./fixtures/page")>({
    input: join(import.meta.dirname, "fixtures/page.tsx"),
    target,
    // The development build of Solid warns.
    plugins: [solid({ ssr: true, dev: true, hot: false })],
  });
