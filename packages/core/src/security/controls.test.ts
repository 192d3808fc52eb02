import { describe, expect, it } from "vitest";
import { controls, everyControl, prepare, registry, sendControl } from "../test-support/controls";

describe("the registry of endpoints", () => {
  it("has a control request for each of them", () => {
    expect(Object.keys(controls).sort()).toEqual(Object.keys(registry).sort());
  });

  it.each(everyControl)("%s succeeds with its control request", async (_key, control) => {
    const { browser } = await prepare(control);
    const answer = await sendControl(browser, control);
    expect(answer.status).toBe(200);
  });
});
