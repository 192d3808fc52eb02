// Writes the providers as a page: what they are asked, from the recorded requests that the core is tested against; what
// their consoles want, from consoles.json; their own options, from the types.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../pages.mjs";
import { readOwnOptions } from "./own-options.mjs";

const fixtures = join(repository, "packages/core/src/social-providers/fixtures");

const head = `# Social providers

What each of the built-in providers wants, and where it wants it. This page is made from the data that the providers are
tested with.

\`\`\`ts title="auth.ts"
import { DatabaseSync } from "node:sqlite";
import { betterAuth } from "better-auth";

export const auth = betterAuth({
  database: new DatabaseSync("auth.sqlite"),
  socialProviders: {
    github: {
      clientId: process.env.GITHUB_CLIENT_ID as string,
      clientSecret: process.env.GITHUB_CLIENT_SECRET as string,
    },
  },
});
\`\`\`

Every provider has to know where it sends browsers back to: \`{baseURL}/callback/{id}\`. With GitHub that is
\`https://example.com/api/auth/callback/github\`, and \`http://localhost:3000/api/auth/callback/github\` while you develop.
Enter it letter by letter. Where it has to be another one, give it as \`redirectURI\` of the provider.

- Options that cannot work are refused with the option and the mend, when the providers are first needed.
- \`scope\` is asked for besides the default scopes; with \`disableDefaultScope\` in place of them.
- \`mapProfileToUser\` goes over what is made of the profile. Where a provider tells no address, sign-in ends with
  \`email_not_found\`: nobody gets an address that was made up for them. If you know one, give it there.
- "Verified" says whether an address can count as verified without a mail of yours. It does where the provider says so.
- "Refresh" says whether access tokens can be had anew with a refresh token, where the provider gives one.
- "ID token" says whether a page or an application may sign in with an ID token that it has from the provider.
`;

/** Everything that is known of the providers, by id, in the order of the alphabet. */
export function readProviders() {
  const { providers } = readJSON(join(fixtures, "providers.json"));
  const consoles = readJSON(join(import.meta.dirname, "consoles.json"));
  const options = readOwnOptions();
  return Object.keys(providers)
    .sort()
    .map((id) => ({
      ...providers[id],
      console: consoles[id],
      ownOptions: (options[id] ?? []).filter(({ text }) => text !== ""),
      isVerified: readJSON(join(fixtures, `profiles/${id}.json`)).cases.some(
        ({ user }) => user?.emailVerified === true,
      ),
    }));
}

/** @returns {string} the page */
export function socialProvidersPage(providers) {
  return `${[head, overview(providers), ...providers.map(section)].join("\n")}\n`;
}

function overview(providers) {
  const rows = providers.map((provider) => {
    const { id, name, defaultScopes, console, isVerified, refresh, idTokenVerification } = provider;
    const scopes = defaultScopes.map(code).join(" ") || "none";
    const cells = [scopes, console.email, yes(isVerified), yes(refresh), yes(idTokenVerification)];
    return `| [${name}](#${anchorOf(name)}) | ${code(id)} | ${cells.map(cell).join(" | ")} |`;
  });
  return [
    "| | id | default scopes | address | verified | refresh | ID token |",
    "|---|---|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}

function section({ id, name, console, ownOptions }) {
  const facts = [
    `- **Create**: [${new URL(console.console).host}](${console.console}). ${console.create}`,
    `- **Redirect URI**: \`{baseURL}/callback/${id}\`. ${console.redirectField}.`,
    `- **Permissions**: ${console.permissions}.`,
    ...(console.notes ?? []).map((note) => `- ${note}`),
  ];
  const rows = ownOptions.map(({ name, type, isRequired, text, default: byDefault }) => {
    const meaning = byDefault === undefined ? text : `${text} Default: ${byDefault}.`;
    return `| ${code(name)}${isRequired ? " (required)" : ""} | ${code(type)} | ${cell(meaning)} |`;
  });
  const table = rows.length === 0 ? [] : ["", "| option | type | |", "|---|---|---|", ...rows];
  return [`\n## ${name}`, "", ...facts, ...table].join("\n");
}

function yes(value) {
  return value ? "yes" : "no";
}

/** As GitHub makes them. */
function anchorOf(title) {
  return title.toLowerCase().replaceAll(" ", "-");
}

function code(text) {
  return `\`${cell(text)}\``;
}

/** A bar would end the cell. */
function cell(text) {
  return text.replaceAll("|", "\\|");
}

function readJSON(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}
