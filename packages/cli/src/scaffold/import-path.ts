import { dirname, join, relative, sep } from "node:path";
import type { Application } from "./application";

const extension = /(?:\/index)?\.[cm]?[jt]sx?$/;

function slashed(path: string): string {
  return path.split(sep).join("/");
}

/**
 * How one file of an application imports another: through a path alias where there is one, else relatively.
 *
 * @param to the imported file, from the application's folder, with its extension
 * @param from the importing one, likewise
 * @example importPath(app, "src/lib/auth.ts", "src/app/api/auth/[...all]/route.ts") // "@/lib/auth"
 */
export function importPath(app: Application, to: string, from: string): string {
  const target = join(app.folder, to.replace(extension, ""));
  for (const [prefix, folder] of Object.entries(app.aliases)) {
    const path = slashed(relative(folder, target));
    if (prefix.endsWith("/") && path !== "" && !path.startsWith("../")) return prefix + path;
  }
  return relativeImport(to, from);
}

/** @param settings.withExtension names the file as Node's own resolution wants it: "./lib/auth.js" */
export function relativeImport(to: string, from: string, settings: { withExtension?: boolean } = {}): string {
  const named = settings.withExtension === true ? to.replace(/\.([cm]?)[jt]sx?$/, ".$1js") : to.replace(extension, "");
  const path = slashed(relative(dirname(from), named));
  return path.startsWith(".") ? path : `./${path}`;
}
