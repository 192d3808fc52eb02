import { clientSize } from "test-kit/client-size";
import { expect, it } from "vitest";

it("the client for React is at most 5,000 bytes, minified and compressed, without React", async () => {
  const size = await clientSize(import.meta.dirname, ["react"]);
  expect(size).toBeGreaterThan(2000);
  expect(size).toBeLessThanOrEqual(5000);
});
