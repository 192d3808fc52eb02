/** The first version with everything that is used here; package.json says the same under "engines". */
const OLDEST = [22, 13] as const;

/** What to say to somebody with an older Node; `null` when theirs will do. */
export function explainOldNode(version: string): string | null {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return null;
  return `better-auth needs Node ${OLDEST.join(".")} or later, and this is Node ${version}. Install a newer one and run it again.`;
}
