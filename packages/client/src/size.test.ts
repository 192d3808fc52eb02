import { clientSize } from "test-kit/client-size";
import { expect, it } from "vitest";

it("the client is at most 4,500 bytes", async () => {
  const size = await clientSize(import.meta.dirname);
  expect(size).toBeGreaterThan(2000);
  expect(size).toBeLessThanOrEqual(4500);
});
