import { describe, expect, it } from "vitest";
import { generators } from "../generate/generators";
import { commands } from ".";

describe("the help of generate", () => {
  const flags = commands.find(({ name }) => name === "generate")?.flags ?? [];

  it.each(generators.map(({ id }) => id))("names the adapter %s", (id) => {
    expect(flags.find(({ name }) => name === "adapter")?.summary).toContain(id);
  });
});
