import { expect, it, vi } from "vitest";
import { drizzleAdapter } from "./drizzle-adapter";

const loaded = vi.hoisted(() => vi.fn());
vi.mock(import("./schema/generate"), async (original) => {
  loaded();
  return original();
});

it("loads the generator of schemas when one is asked for, and not with the application", async () => {
  const adapter = drizzleAdapter({} as never, { provider: "pg", schema: {} })({});
  expect(loaded).not.toHaveBeenCalled();
  expect((await adapter.createSchema?.({}))?.code).toContain("export const user = pgTable(");
  expect(loaded).toHaveBeenCalledOnce();
});
