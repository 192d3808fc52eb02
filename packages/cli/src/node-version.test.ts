import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { explainOldNode } from "./node-version";

it.each(["22.13.0", "22.20.1", "24.0.0", "100.1.0"])("Node %s will do", (version) => {
  expect(explainOldNode(version)).toBeNull();
});

it.each(["18.20.0", "20.20.0", "22.12.9"])("Node %s is too old", (version) => {
  expect(explainOldNode(version)).toContain(`needs Node 22.13 or later, and this is Node ${version}`);
});

it("asks for what package.json asks for", () => {
  const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  expect(manifest.engines.node).toBe(">=22.13");
});
