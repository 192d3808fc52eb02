import { afterEach, expect, it, vi } from "vitest";
import { createAuthEndpoint } from "../api";
import { makeAuth } from "../test-support/instance";

afterEach(() => vi.restoreAllMocks());

const circular = () => {
  const error: Error & { request?: unknown } = new Error("a bug");
  error.cause = error;
  error.request = { error };
  return error;
};

it.each<[string, (...args: unknown[]) => unknown]>([
  ["throws", (...args) => JSON.stringify(args)],
  ["is rejected", async (...args) => JSON.stringify(args)],
])("a function that logs and %s fails no request, and its lines are not lost", async (_how, stringify) => {
  const written = vi.spyOn(console, "error").mockImplementation(() => {});
  const breaks = createAuthEndpoint("/breaks", { method: "GET" }, () => {
    throw circular();
  });
  // An error with a circle in it, as those of HTTP clients have, is no JSON.
  const log = (level: string, message: string, ...args: unknown[]) =>
    stringify(level, message, ...args.map((arg) => ({ ...(arg as object) }))) as undefined;
  const { browser } = await makeAuth({ plugins: [{ id: "p", endpoints: { breaks } }], logger: { log } });
  expect((await browser().get("/breaks")).status).toBe(500);
  await vi.waitFor(() => expect(written).toHaveBeenCalledTimes(2), 10_000);
  expect(written.mock.calls.map(([line]) => line)).toEqual([
    expect.stringContaining("logger.log failed, so the line is written here."),
    expect.stringContaining("GET /breaks failed."),
  ]);
});
