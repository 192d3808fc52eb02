import { expect, it } from "vitest";
import { counted, newCounts } from "./stats";

it("counts how tests end, and lets their errors through", async () => {
  const counts = newCounts("some");
  const skip = (note: string) => {
    throw new Error(`skipped: ${note}`);
  };
  await counted(() => {}, counts)({ skip });
  await expect(counted(async () => Promise.reject(new Error("no")), counts)({ skip })).rejects.toThrow("no");
  await expect(counted((context) => context.skip("nothing there"), counts)({ skip })).rejects.toThrow("nothing there");
  expect(counts).toMatchObject({ suite: "some", passed: 1, failed: 1, skipped: 1 });
  expect(counts.duration).toBeGreaterThan(0);
});
