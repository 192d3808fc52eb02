import { readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { searchPaths } from "../config/search-paths";
import { type Application, has } from "./application";

/** The file that holds the instance, whether it is there or will be. */
export interface AuthModule {
  /** From the application's folder, with slashes. */
  readonly path: string;
  /** What it says; `null` when there is none yet. */
  readonly text: string | null;
}

const extensions = ["", ".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"];

function namedPath(app: Application, named: string): string {
  const path = relative(app.folder, resolve(app.folder, named)).split(sep).join("/");
  const found = extensions.map((end) => path + end).find((file) => /\.[cm]?[jt]sx?$/.test(file) && has(app, file));
  return found ?? (/\.[cm]?[jt]sx?$/.test(path) ? path : `${path}.${app.language}`);
}

/**
 * Where the instance lives: in the named file, else in the first one that is found, else in lib/.
 * @param named as `--config` has it: from the application's folder, with or without its extension
 */
export function findAuthModule(app: Application, named: string | undefined): AuthModule {
  const path =
    named === undefined
      ? (searchPaths.find((place) => has(app, place)) ?? `${app.sourceFolder}lib/auth.${app.language}`)
      : namedPath(app, named);
  return { path, text: has(app, path) ? readFileSync(join(app.folder, path), "utf8") : null };
}
