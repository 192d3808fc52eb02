// The pages of the documentation.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const repository = join(import.meta.dirname, "../..");

/** @returns {{ page: string, text: string }[]} README.md and everything in docs/, by path in the repository */
export function readPages() {
  const inDocs = readdirSync(join(repository, "docs"), { recursive: true })
    .filter((file) => file.endsWith(".md"))
    .map((file) => join("docs", file).replaceAll("\\", "/"))
    .sort();
  return ["README.md", ...inDocs].map((page) => ({ page, text: readFileSync(join(repository, page), "utf8") }));
}
