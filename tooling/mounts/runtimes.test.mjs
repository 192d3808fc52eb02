// Servers in other runtimes than Node, which their packages bring along.
import { join } from "node:path";
import { startServer } from "./start-server.mjs";
import { tellStory } from "./story.mjs";

const runtime = (name) => join(import.meta.dirname, "node_modules/.bin", name);

tellStory("Bun", () => startServer([runtime("bun"), "servers/bun.mjs"]));
tellStory("Elysia on Bun", () => startServer([runtime("bun"), "servers/elysia-on-bun.mjs"]));

// Packages are found in node_modules, as pnpm has put them there; nothing is fetched.
const deno = [
  runtime("deno"),
  "run",
  "--allow-net",
  "--allow-env",
  "--allow-read",
  "--allow-write",
  "--node-modules-dir=manual",
  "--cached-only",
];
tellStory("Deno", () => startServer([...deno, "servers/deno.mjs"], { DENO_NO_UPDATE_CHECK: "1" }));
