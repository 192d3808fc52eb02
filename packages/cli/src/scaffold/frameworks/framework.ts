import type { Application } from "../application";

/** What mounts the handler in a framework: a file that it finds by its path, or lines for a file of yours. */
export type Mount =
  | {
      readonly kind: "file";
      /** From the application's folder, without its extension. */
      readonly path: string;
      /** @param importAuth the line that imports `auth` */
      write(importAuth: string): string;
    }
  | {
      readonly kind: "lines";
      /** @param importAuth the line that imports `auth` */
      write(importAuth: string): readonly string[];
    };

/** A framework as data. */
export interface Framework {
  /** As `--framework` names it. */
  readonly id: string;
  /** Other names that `--framework` takes. */
  readonly aliases: readonly string[];
  readonly name: string;
  /** The package that tells that an application uses it. */
  readonly dependency: string;
  /** Files that tell so as well. */
  readonly configFiles: readonly string[];
  /** Where its pages import the client from; `null` when it has no pages. */
  readonly clientModule: string | null;
  /** Where the application answers on a developer's machine. */
  readonly developmentUrl: string;
  /** Its development server reads .env by itself. */
  readonly readsEnvironmentFile: boolean;
  mount(app: Application): Mount;
}
