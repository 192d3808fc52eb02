// Servers of Node, each in a process of its own.
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll } from "vitest";
import { startServer } from "./start-server.mjs";
import { tellStory } from "./story.mjs";

const node = (file, env) => startServer([process.execPath, file], env);

tellStory("node:http", () => node("servers/node-http.mjs"));

tellStory("Express, the handler before express.json()", () => node("servers/express.mjs", { BODY_PARSER: "after" }));
tellStory("Express, the handler after express.json()", () => node("servers/express.mjs", { BODY_PARSER: "before" }));

for (const MOUNT of ["scope", "parsed", "by hand"])
  tellStory(`Fastify, ${MOUNT}`, () => node("servers/fastify.mjs", { MOUNT }));

// Node takes no decorators, so NestJS is compiled, as its users do.
const built = join(import.meta.dirname, "dist");
const nest = join(built, "nest.mjs");
beforeAll(async () => {
  mkdirSync(built, { recursive: true });
  await build({
    entryPoints: [join(import.meta.dirname, "servers/nest.ts")],
    outfile: nest,
    bundle: true,
    packages: "external",
    format: "esm",
    platform: "node",
    target: "node22",
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true } },
  });
});
afterAll(() => rmSync(built, { recursive: true }));

tellStory("NestJS", () => node(nest));
tellStory("NestJS without its body parser", () => node(nest, { BODY_PARSER: "none" }));
