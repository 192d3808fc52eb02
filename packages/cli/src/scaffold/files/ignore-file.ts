/** Lines that keep .env out of version control. */
const environmentLines: ReadonlySet<string> = new Set([
  ".env",
  ".env*",
  "*.env",
  "/.env",
  "/.env*",
  "**/.env",
  "**/.env*",
]);

/** The lines that are still needed: .env stays out of version control, and what the database leaves in the folder too. */
export function missingIgnores(text: string, databaseFiles: readonly string[]): readonly string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const isEnvironmentIgnored = lines.findLast((line) => environmentLines.has(line.replace(/^!/, "")))?.startsWith("!");
  // The last line that fits a file counts: what they except, as "!.env.example", has to stand behind ours.
  const exceptions = lines.filter((line) => /^!.*\.env\./.test(line));
  return [
    ...(isEnvironmentIgnored === false ? [] : [".env*", ...exceptions]),
    ...databaseFiles.filter((line) => !lines.includes(line)),
  ];
}
