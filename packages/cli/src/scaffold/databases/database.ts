/** A package of types that TypeScript needs. */
export interface TypePackage {
  readonly name: string;
  /** The version to install; the newest one when there is none. */
  readonly version?: string;
  /** The first major version that will do; any when there is none. */
  readonly since?: number;
}

/** An import of the configuration. */
export interface Import {
  readonly names: string;
  /** A package; with "./" a module beside the configuration; with "/" one from the application's folder. */
  readonly from: string;
}

/** Where things are in an application. */
export interface Place {
  /** Where the configuration is, from the application's folder: "src/lib", or "." for that folder itself. */
  readonly authFolder: string;
  readonly language: "ts" | "js";
}

/** A file besides the configuration. */
export interface ExtraFile {
  /** From the application's folder, with slashes. */
  readonly path: string;
  readonly text: string;
  /** What it is for, in a few words. */
  readonly note: string;
}

/** A command on the way to tables. */
export interface TableStep {
  /** A command of ours, or a program that is installed in the application. */
  readonly of: "better-auth" | "application";
  readonly command: readonly string[];
  /** What it does, in a few words. */
  readonly note: string;
}

/** A database as data. */
export interface Database {
  /** As `--database` names it. */
  readonly id: string;
  /** Other names that `--database` takes. */
  readonly aliases: readonly string[];
  readonly name: string;
  /** Says more about it, in a few words. */
  readonly hint: string;
  readonly imports: readonly Import[];
  /** What stands between the imports and the instance, a statement each. */
  readonly setup?: readonly string[];
  /** The value of the option `database`. */
  readonly value: string;
  readonly packages: readonly string[];
  /** Packages that are only needed while developing, in JavaScript, too. */
  readonly developmentPackages?: readonly string[];
  /** What TypeScript needs besides. */
  readonly typePackages: readonly TypePackage[];
  /** Packages whose install scripts have to run. */
  readonly builds: readonly string[];
  /** What it leaves in the folder, as .gitignore writes it. */
  readonly ignored: readonly string[];
  /** The variables of .env that say where it is. */
  readonly variables: readonly { readonly name: string; readonly example: string }[];
  files?(place: Place): readonly ExtraFile[];
  /** How the tables are made; empty where none have to be. @default `migrate` */
  tables?(place: Place): readonly TableStep[];
  /** The configuration only loads in Bun. */
  readonly needsBun?: boolean;
}

/** The variable of a database that is a server. */
export function serverVariable(example: string): Database["variables"] {
  return [{ name: "DATABASE_URL", example }];
}
