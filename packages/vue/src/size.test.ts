import { clientSize } from "test-kit/client-size";
import { expect, it } from "vitest";

it("the client for Vue is at most 5,200 bytes, minified and compressed, without Vue", async () => {
  const size = await clientSize(import.meta.dirname, ["vue"]);
  expect(size).toBeGreaterThan(2000);
  expect(size).toBeLessThanOrEqual(5200);
});
