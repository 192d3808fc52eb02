import { expect, it, vi } from "vitest";
import { createAuthMiddleware } from "../api";
import { makeAuth } from "../test-support/instance";
import type { PluginHook } from "../types";

it.each(["before", "after"] as const)("a matcher of a %s-hook that gives a promise ends no process", async (moment) => {
  const log = vi.fn();
  const ran = vi.fn();
  // What types forbid and JavaScript takes.
  const matcher = (async () => {
    throw new Error("no such member");
  }) as unknown as NonNullable<PluginHook["matcher"]>;
  const hook = { matcher, handler: createAuthMiddleware(async () => ran()) };
  const { browser } = await makeAuth({ plugins: [{ id: "p", hooks: { [moment]: [hook] } }], logger: { log } });
  log.mockClear();
  for (let i = 0; i < 2; i++) expect((await browser().get("/ok")).status).toBe(200);
  expect(ran).toHaveBeenCalledTimes(2);
  await vi.waitFor(() => expect(log).toHaveBeenCalledTimes(3), 10_000);
  const lines = log.mock.calls.map(([level, message]) => `${level} ${message}`).sort();
  expect(lines).toEqual([
    "error A hook's matcher failed.",
    "error A hook's matcher failed.",
    expect.stringContaining("warn A hook's matcher gave a promise"),
  ]);
});
