import { describe, expect, it } from "vitest";
import { controls, everyControl, prepare, registry, sendControl, serverOnly } from "../test-support/controls";

describe("the registry of endpoints", () => {
  it("has a control request for each of them", () => {
    expect(Object.keys(controls).sort()).toEqual(Object.keys(registry).sort());
  });

  it.each(everyControl)("%s succeeds with its control request", async (_key, control) => {
    const { browser } = await prepare(control);
    const answer = await sendControl(browser, control);
    expect(answer.status).toBe(control.status ?? 200);
  });

  it("has no route for what only the server may call", async () => {
    expect(serverOnly).toEqual(["setPassword"]);
    const { browser } = await prepare({ signedIn: true });
    expect((await browser.post("/set-password", { newPassword: "better horse 2" })).status).toBe(404);
  });
});
