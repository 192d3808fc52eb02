import { clientSize } from "test-kit/client-size";
import { expect, it } from "vitest";

it("the client for Lynx is at most 4,900 bytes, minified and compressed, without React", async () => {
  const size = await clientSize(import.meta.dirname, ["react"]);
  expect(size).toBeGreaterThan(2000);
  expect(size).toBeLessThanOrEqual(4900);
});
