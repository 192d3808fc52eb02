import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Terminal } from "../terminal/terminal";
import { type Application, readApplication } from "./application";
import { askChoices, Cancelled } from "./ask-choices";
import type { AuthModule } from "./auth-module";
import type { Plugin } from "./plugins";

let folder: string;
let app: Application;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "choices-"));
  writeFileSync(join(folder, "package.json"), '{ "name": "shop", "dependencies": { "next": "16" } }');
  app = readApplication(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const noFile: AuthModule = { path: "lib/auth.ts", text: null };

/** A terminal in which each question is answered by the first words that it starts with. */
function terminalWith(answers: Record<string, string | readonly string[] | null>) {
  const asked: { question: string; offered: readonly string[]; initial: unknown }[] = [];
  const find = (question: string, offered: readonly string[], initial: unknown) => {
    asked.push({ question, offered, initial });
    const found = Object.entries(answers).find(([start]) => question.startsWith(start));
    return found === undefined ? (initial ?? offered[0] ?? "") : found[1];
  };
  const values = (choices: readonly { value: string }[]) => choices.map(({ value }) => value);
  const terminal = {
    text: async (question, settings) => find(question, [], settings?.initial) as string | null,
    select: async (question, choices, initial) => find(question, values(choices), initial) as string | null,
    selectMany: async (question, choices, initial = []) =>
      find(question, values(choices), initial) as readonly string[] | null,
  } as Partial<Terminal> as Terminal;
  return { terminal, asked };
}

const plugin = (id: string, more: Partial<Plugin> = {}): Plugin => ({
  id,
  hint: "",
  from: "better-auth/plugins",
  framework: null,
  isAlwaysLast: false,
  ...more,
});
const plugins = [
  plugin("last", { isAlwaysLast: true, framework: "next" }),
  plugin("username"),
  plugin("admin"),
  plugin("elsewhere", { framework: "hono" }),
];
const ids = (chosen: readonly Plugin[]) => chosen.map(({ id }) => id);

describe("the plugins", () => {
  it("that fit are offered; the one that has to be last is there, and last", async () => {
    const { terminal, asked } = terminalWith({ "Which plugins?": ["admin"] });
    const choices = await askChoices(app, noFile, {}, terminal, plugins);
    expect(asked.find(({ question }) => question === "Which plugins?")?.offered).toEqual(["username", "admin"]);
    expect(ids(choices.plugins)).toEqual(["admin", "last"]);
  });

  it.each([
    ["username,admin", ["username", "admin", "last"]],
    [" admin , last,", ["admin", "last"]],
    ["", ["last"]],
  ])("of the flag %j are taken without a question", async (flag, expected) => {
    const { terminal, asked } = terminalWith({});
    const choices = await askChoices(app, noFile, { plugins: flag }, terminal, plugins);
    expect(ids(choices.plugins)).toEqual(expected);
    expect(asked.map(({ question }) => question)).not.toContain("Which plugins?");
  });

  it("of another framework are refused by name", async () => {
    await expect(askChoices(app, noFile, { plugins: "admin,elsewhere" }, null, plugins)).rejects.toMatchObject({
      message: expect.stringContaining("--plugins elsewhere: "),
      mend: ["It can add: last, username, admin."],
    });
  });
});

describe("what stands when nobody says otherwise", () => {
  it("is what the application tells", async () => {
    const choices = await askChoices(app, noFile, {}, null);
    expect(choices).toMatchObject({ name: "shop", hasEmailAndPassword: true });
    expect([choices.framework.id, choices.database.id, ids(choices.plugins)]).toEqual([
      "next",
      "sqlite-node",
      ["nextCookies"],
    ]);
  });

  it("is the database whose package is there, and the first that is offered", async () => {
    const withPostgres = { ...app, dependencies: new Map([...app.dependencies, ["pg", "8"]]) };
    expect((await askChoices(withPostgres, noFile, {}, null)).database.id).toBe("postgresql");
    const { terminal, asked } = terminalWith({});
    await askChoices(withPostgres, noFile, {}, terminal);
    expect(asked.find(({ question }) => question === "Which database?")?.initial).toBe("postgresql");
  });
});

it("asks which framework where there are several", async () => {
  const both = { ...app, dependencies: new Map([...app.dependencies, ["hono", "4"]]) };
  const { terminal } = terminalWith({ "Which framework?": "hono" });
  expect((await askChoices(both, noFile, {}, terminal)).framework.id).toBe("hono");
  expect((await askChoices(both, noFile, {}, null)).framework.id).toBe("next");
});

it.each(["What is the application", "Which database?", "Sign-in with", "Which plugins?"])(
  "is cancelled by the question %s",
  async (question) => {
    const { terminal } = terminalWith({ [question]: null });
    await expect(askChoices(app, noFile, {}, terminal, plugins)).rejects.toBeInstanceOf(Cancelled);
  },
);
