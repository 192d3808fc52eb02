import { clientSize } from "test-kit/client-size";
import { expect, it } from "vitest";

it("the client for Solid is at most 4,900 bytes, minified and compressed, without Solid", async () => {
  const size = await clientSize(import.meta.dirname, ["solid-js"]);
  expect(size).toBeGreaterThan(2000);
  expect(size).toBeLessThanOrEqual(4900);
});
