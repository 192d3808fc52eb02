import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const root = new URL("../../../../", import.meta.url);

/** As the pages of GitHub name their headings. */
function anchorsOf(page: string): Set<string> {
  const headings = readFileSync(new URL(page, root), "utf8").matchAll(/^#+ (.*)$/gm);
  return new Set(
    [...headings].map(([, text = ""]) =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N} -]/gu, "")
        .replaceAll(" ", "-"),
    ),
  );
}

it("every link of a finding leads to a heading of the documentation", () => {
  const folder = new URL("checks/", import.meta.url);
  const files = readdirSync(folder).filter((name) => !name.endsWith(".test.ts"));
  const links = files.flatMap(
    (name) => readFileSync(new URL(name, folder), "utf8").match(/docs\/[\w-]+\.md#[\w-]+/g) ?? [],
  );
  expect(links.length).toBeGreaterThan(30);
  for (const link of links) {
    const [page = "", anchor = ""] = link.split("#");
    expect([...anchorsOf(page)], link).toContain(anchor);
  }
});
