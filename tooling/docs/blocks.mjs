// Reads the blocks of code of a page.

/** Languages whose blocks are code of a project. */
const compiled = new Set(["ts", "tsx"]);

/** What may stand behind the language of a block, and whether it has a value. */
const attributes = { title: true, from: true, skip: true, run: false };

/**
 * @typedef {object} Block
 * @property {string} page path of the page in the repository
 * @property {number} line of the first line of code, from 1
 * @property {string} language
 * @property {string} code
 * @property {boolean} isCompiled whether it is TypeScript
 * @property {string} [title] the file of the project that it is
 * @property {string} [from] the file of the repository that it is taken from
 * @property {string} [skip] why it is not compiled
 * @property {boolean} run whether it is executed
 */

/**
 * @param {string} page path of the page
 * @param {string} text the page
 * @returns {Block[]} in their order
 * @throws for an attribute that is not known: a misspelt one would leave a block out in silence
 */
export function readBlocks(page, text) {
  const blocks = [];
  let open;
  text.split("\n").forEach((line, index) => {
    const fence = /^(\s*)```(.*)$/.exec(line);
    if (fence === null) {
      open?.lines.push(line);
      return;
    }
    const [, indent, info] = fence;
    if (open !== undefined) {
      const { lines, ...block } = open;
      blocks.push({ ...block, code: `${lines.join("\n")}\n` });
      open = undefined;
      return;
    }
    const place = `${page}:${index + 1}`;
    if (indent !== "") throw new Error(`${place}: expected a block of code at the start of the line`);
    open = { page, line: index + 2, ...readInfo(info.trim(), place), lines: [] };
  });
  if (open !== undefined) throw new Error(`${page}:${open.line - 1}: expected the end of the block`);
  return blocks;
}

function readInfo(info, place) {
  const [language, ...rest] = info.split(/\s+(?=(?:[^"]*"[^"]*")*[^"]*$)/);
  const block = { language, isCompiled: compiled.has(language), run: false };
  for (const word of rest) {
    const [, name, value] = /^(\w+)(?:="([^"]+)")?$/.exec(word) ?? [];
    if (attributes[name] === undefined || attributes[name] !== (value !== undefined)) {
      throw new Error(`${place}: expected title="…", from="…", skip="…" or run behind the language, got ${word}`);
    }
    block[name] = value ?? true;
  }
  return block;
}
