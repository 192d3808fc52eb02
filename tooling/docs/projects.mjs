// What a page shows, as projects: the files that it has shown so far, and the blocks that run on them.

/**
 * @typedef {object} Project
 * @property {string} page path of the page in the repository
 * @property {string} name of its folder
 * @property {Record<string, string>} files by path. Code stands in the lines that it has on the page
 * @property {Step[]} steps what is executed, in order
 *
 * @typedef {object} Step
 * @property {number} line on the page
 * @property {string} [file] the block that runs
 * @property {string} [command] the commands that run, a line each
 * @property {string[]} [output] what it says it prints, in `// → …` behind the lines that do
 */

/**
 * A block with a title is a file, another one a file of its own, and what runs is executed in the order of the page. A
 * title that comes again starts a new project with the files so far, so that a page can show one file in several states.
 * @param {string} page path of the page
 * @param {import("./blocks.mjs").Block[]} blocks
 * @returns {Project[]}
 */
export function projectsOf(page, blocks) {
  const projects = [];
  const start = (files) => {
    const name = `${page.replace(/\.md$/, "").replaceAll("/", "-")}-${projects.length + 1}`;
    projects.push({ page, name, files, steps: [] });
  };
  start({});
  for (const block of blocks) {
    const { line, language, code, title, skip, from, run, isCompiled } = block;
    if (skip !== undefined || from !== undefined) continue;
    if (!isCompiled) {
      if (title !== undefined) place(title, code);
      else if (run) projects.at(-1).steps.push({ line, command: code });
      continue;
    }
    const file = title ?? `block-${line}.${language}`;
    place(file, "\n".repeat(line - 1) + code);
    if (run) projects.at(-1).steps.push({ line, file, output: outputOf(code) });
  }
  return projects;

  function place(file, text) {
    const { files } = projects.at(-1);
    if (file in files) start(withoutBlocks(files));
    projects.at(-1).files[file] = text;
  }
}

/** The files with a title: a block without one is nobody else's. */
function withoutBlocks(files) {
  return Object.fromEntries(Object.entries(files).filter(([file]) => !/^block-\d+\.tsx?$/.test(file)));
}

function outputOf(code) {
  return [...code.matchAll(/\/\/ → (.+)$/gm)].map(([, text]) => text.trim());
}
