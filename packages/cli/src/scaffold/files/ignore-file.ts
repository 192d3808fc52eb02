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
export function missingIgnores(text: string, databaseFiles: string | null): readonly string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const isEnvironmentIgnored = lines.findLast((line) => environmentLines.has(line.replace(/^!/, "")))?.startsWith("!");
  return [
    ...(isEnvironmentIgnored === false ? [] : [".env*"]),
    ...(databaseFiles === null || lines.includes(databaseFiles) ? [] : [databaseFiles]),
  ];
}
