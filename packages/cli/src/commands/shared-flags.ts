import type { Flag } from "./command";

/** Flags of every command that reads a configuration. */
export const configFlags: readonly Flag[] = [
  { name: "cwd", short: "c", value: "folder", summary: "the project's folder (default: the current one)" },
  { name: "config", value: "path", summary: "the configuration (default: the first auth.ts that is found)" },
];

/** Flags of every command that asks before it writes. */
export const confirmationFlags: readonly Flag[] = [
  { name: "yes", short: "y", summary: "do not ask (also: --y)" },
  { name: "y", summary: "the same as --yes", isHidden: true },
];
