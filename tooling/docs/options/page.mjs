// Writes the options as a page.

/** Where a group is told about at length. */
const guides = {
  emailAndPassword: "email-password.md",
  emailVerification: "email-password.md#verify-the-address",
  user: "users-accounts.md",
  account: "users-accounts.md#accounts",
  session: "sessions.md",
  verification: "database.md#one-time-values",
  database: "database.md",
  secondaryStorage: "database.md#secondary-storage",
  databaseHooks: "hooks.md#database-hooks",
  hooks: "hooks.md",
  rateLimit: "rate-limit.md",
  advanced: "security.md",
  "<model>": "database.md#columns-of-your-own",
};

const head = `# Options

Everything that \`betterAuth({ … })\` takes, as its types say it: this page is made from them. What is optional has a
default, or is off without it. [Security](security.md#options-that-weaken-a-defence) lists the options that weaken a defence.

\`Awaitable<T>\` is a \`T\` or a promise of one. \`Row\` is a row of the table with all its columns. \`<name>\` stands for a
name that you choose, \`<model>\` for one of \`user\`, \`session\`, \`account\` and \`verification\`.
`;

/**
 * @param {import("./read.mjs").Option[]} options
 * @returns {string} the page
 */
export function optionsPage(options) {
  const groups = new Map([["", []]]);
  for (const option of options) {
    const [top] = option.path.split(".");
    const isTop = option.path === top && !option.isGroup;
    const group = isTop ? "" : top;
    if (!groups.has(group)) groups.set(group, []);
    groups.get(group).push(option);
  }
  const sections = [...groups].map(([name, members]) => section(name, members));
  const contents = [...groups.keys()].map((name) => `- [${titleOf(name)}](#${anchorOf(titleOf(name))})`);
  return `${[head, contents.join("\n"), ...sections].join("\n")}\n`;
}

function section(name, members) {
  const group = members.find(({ path, isGroup }) => path === name && isGroup);
  const others = members.filter((member) => member !== group);
  const guide = guides[name] === undefined ? "" : ` More: [${guides[name].replace(/#.*/, "")}](${guides[name]}).`;
  const text = group === undefined ? guide.trim() : `${group.text}${guide}`;
  const rows = others.map((option) => {
    const required = option.isRequired ? " (required)" : "";
    return `| ${code(option.path)}${required} | ${code(option.type)} | ${defaultOf(option)} | ${cell(option.text)} |`;
  });
  return [`\n## ${titleOf(name)}`, "", ...(text === "" ? [] : [text, ""]), ...header, ...rows].join("\n");
}

const header = ["| option | type | default | |", "|---|---|---|---|"];

function titleOf(name) {
  if (name === "") return "On their own";
  return name === "<model>" ? "Columns of your own" : name;
}

/** As GitHub makes them. */
function anchorOf(title) {
  return title.toLowerCase().replaceAll(" ", "-");
}

/** A literal is code, words are words. What has to be given has no default. */
function defaultOf(option) {
  if (option.default === undefined || option.isRequired) return "";
  const [, literal, rest] =
    /^("[^"]*"|\[.*?\]|\{\}|\d+(?= \(|$)|true|false|[A-Z_]{6,})(?![\w.])(.*)$/s.exec(option.default) ?? [];
  return literal === undefined ? cell(option.default) : `${code(literal)}${cell(rest)}`;
}

function code(text) {
  return `\`${cell(text)}\``;
}

/** A bar would end the cell. */
function cell(text) {
  return text.replaceAll("|", "\\|").replace(/\s+/g, " ");
}
