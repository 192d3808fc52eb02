#!/usr/bin/env node
import { explainOldNode } from "./node-version";

// First of all, and with nothing else imported: an older Node would fail in a dependency, without a word that helps.
const complaint = explainOldNode(process.versions.node);
if (complaint === null) {
  const { main } = await import("./main");
  await main();
} else {
  console.error(complaint);
  process.exitCode = 1;
}
