// Where the links of a page lead.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { repository } from "./pages.mjs";

/**
 * @param {string} page path in the repository
 * @param {string} text the page
 * @returns {string[]} a line for each link within the repository that leads nowhere
 */
export function deadLinks(page, text) {
  const targets = [...withoutCode(text).matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(([, target]) => target);
  return targets.flatMap((target) => {
    const [path, heading] = target.split("#");
    const file = path === "" ? join(repository, page) : join(repository, dirname(page), path);
    if (!existsSync(file)) return [`${page}: ${target} is not there`];
    if (heading === undefined || anchorsOf(readFileSync(file, "utf8")).has(heading)) return [];
    return [`${page}: ${target} names no heading`];
  });
}

/** As GitHub makes them; a heading that comes again gets a number. */
function anchorsOf(text) {
  const anchors = new Set();
  for (const [, title] of withoutCode(text).matchAll(/^#+ (.+)$/gm)) {
    const name = title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-");
    let anchor = name;
    for (let count = 1; anchors.has(anchor); count += 1) anchor = `${name}-${count}`;
    anchors.add(anchor);
  }
  return anchors;
}

/** In a block of code nothing is a link, and `#` starts a comment. */
function withoutCode(text) {
  return text.replace(/^```[\s\S]*?^```$/gm, "");
}
