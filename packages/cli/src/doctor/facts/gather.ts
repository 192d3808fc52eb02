import type { BetterAuthOptions } from "@better-auth/core/types";
import { version } from "../../version";
import { readBase } from "./base";
import { askDatabase } from "./database";
import type { Facts } from "./facts";
import { findPackages } from "./packages";
import { lookAtEnvironmentFiles } from "./repository";
import { askServer } from "./server";
import { listenToStart } from "./start-up";
import { trySecondaryStorage } from "./storage";

/** The path that the handler listens below, unless the configuration says otherwise. */
const DEFAULT_BASE_PATH = "/api/auth";

/** A project, and how it is to be looked at. */
export interface Examined {
  readonly folder: string;
  readonly options: BetterAuthOptions;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly isProduction: boolean;
  /** Of a running server; with a path, that is its base path. */
  readonly url: URL | null;
}

/** An address as somebody types it, with the base path of the configuration where it has none. */
function withBasePath(url: URL, path: string): URL {
  return url.pathname === "/" ? new URL(path, url) : url;
}

/** Gathers what the checks judge. Nothing is changed: the database is read, and keys of a storage are thrown away. */
export async function gatherFacts({ folder, options, environment, isProduction, url }: Examined): Promise<Facts> {
  const base = readBase(options, environment);
  return {
    options,
    environment,
    isProduction,
    base,
    startUp: await listenToStart(options),
    environmentFiles: await lookAtEnvironmentFiles(folder, environment),
    database: await askDatabase(options, folder),
    storage: options.secondaryStorage ? await trySecondaryStorage(options.secondaryStorage) : null,
    packages: findPackages(folder, version),
    server:
      url === null
        ? null
        : await askServer(withBasePath(url, base.url?.pathname ?? options.basePath ?? DEFAULT_BASE_PATH)),
  };
}
