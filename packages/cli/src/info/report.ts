import { arch, platform, release } from "node:os";
import { detect } from "package-manager-detector/detect";
import { type InstalledPackage, installedPackages } from "./installed-packages";
import type { Shown } from "./redact";

/** The configuration, or why there is none to show. */
export type ShownConfig =
  | { readonly file: string; readonly options: Shown }
  | { readonly error: string; readonly mend: readonly string[] };

/** What a bug report should say. */
export interface Report {
  /** The version of this command. */
  readonly cli: string;
  readonly system: string;
  readonly runtime: string;
  /** `null` when none is known. */
  readonly packageManager: string | null;
  readonly packages: Readonly<Record<string, readonly InstalledPackage[]>>;
  readonly config: ShownConfig;
}

function runtimeOf({ bun, deno, node }: NodeJS.ProcessVersions): string {
  if (bun !== undefined) return `Bun ${bun}`;
  return deno === undefined ? `Node ${node}` : `Deno ${deno}`;
}

async function packageManagerOf(folder: string): Promise<string | null> {
  const found = await detect({ cwd: folder });
  if (found === null) return null;
  return found.version === undefined ? found.name : `${found.name} ${found.version}`;
}

/**
 * Collects what a bug report should say.
 * @param folder the project's, absolute
 */
export async function makeReport(folder: string, cli: string, config: ShownConfig): Promise<Report> {
  return {
    cli,
    system: `${platform()} ${arch()} ${release()}`,
    runtime: runtimeOf(process.versions),
    packageManager: await packageManagerOf(folder),
    packages: installedPackages(folder),
    config,
  };
}

/** The report as text to paste. */
export function writeReport({ cli, system, runtime, packageManager, packages, config }: Report): string {
  const rows: [string, string][] = [
    ["CLI", cli],
    ["System", system],
    ["Runtime", runtime],
    ["Packages by", packageManager ?? "unknown"],
    ...Object.entries(packages).flatMap(([kind, found]) =>
      found.map(({ name, version }, index): [string, string] => [
        index === 0 ? `${kind.charAt(0).toUpperCase()}${kind.slice(1)}` : "",
        `${name} ${version ?? "(not installed)"}`,
      ]),
    ),
  ];
  const width = Math.max(...rows.map(([label]) => label.length), "Configuration".length);
  const lines = rows.map(([label, value]) => `${label.padEnd(width)}  ${value}`);
  if ("error" in config)
    return [...lines, `${"Configuration".padEnd(width)}  ${config.error}`, ...config.mend].join("\n");
  return [
    ...lines,
    `${"Configuration".padEnd(width)}  ${config.file}`,
    "",
    JSON.stringify(config.options, null, 2),
  ].join("\n");
}
