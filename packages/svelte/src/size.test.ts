import { clientSize } from "test-kit/client-size";
import { expect, it } from "vitest";

it("the client for Svelte is at most 4,700 bytes, minified and compressed, without Svelte", async () => {
  const size = await clientSize(import.meta.dirname, ["svelte", "svelte/store"]);
  expect(size).toBeGreaterThan(2000);
  expect(size).toBeLessThanOrEqual(4700);
});
