import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { commands } from "./commands";

it("docs/cli.md tells of every command and flag", () => {
  const page = readFileSync(new URL("../../../docs/cli.md", import.meta.url), "utf8");
  for (const { name, flags } of commands) {
    expect(page).toContain(`## ${name}`);
    for (const flag of flags) expect(page).toContain(`--${flag.name}`);
  }
});
