/** Whether a path is one that a pattern stands for. */
export type PathPattern = (path: string) => boolean;

const literally = (text: string): string => text.replace(/[\\^$.+?()[\]{}|/-]/g, "\\$&");

/** A part of a path: `*` in it stands for any characters of that part. */
const partSource = (part: string): string => part.split("*").map(literally).join("[^/]*");

/**
 * Compiles a pattern of a path, as in "/sign-in/*": `*` stands for what is between two slashes or some of it, `**` as a
 * whole part for any number of parts, also none. Without a star it is the path itself.
 *
 * @example compilePathPattern("/list-*")("/list-sessions") // true
 */
export function compilePathPattern(pattern: string): PathPattern {
  if (!pattern.includes("*")) return (path) => path === pattern;
  const [first, ...rest] = pattern.split("/");
  // Paths start with a slash, so what does not start with one, nor with "**", is none.
  if (first !== "" && first !== "**") return () => false;
  const parts = first === "**" ? [first, ...rest] : rest;
  const source = parts.map((part) => (part === "**" ? "(?:/[^/]*)*" : `/${partSource(part)}`)).join("");
  const expression = new RegExp(`^${source}$`);
  return (path) => expression.test(path);
}
