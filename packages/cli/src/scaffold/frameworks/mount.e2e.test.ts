import { join } from "node:path";
import { expect, it } from "vitest";
import { useInstalledPackages } from "../../../test-support/built-packages";
import { fakeManagers } from "../../../test-support/package-managers";

const install = useInstalledPackages(["core", "client", "node", "react", "next-js", "plugins", "better-auth", "cli"], {
  express: "packages/cli",
  fastify: "packages/cli",
  hono: "packages/cli",
  react: "packages/react",
  next: "packages/next-js",
});

/** What stands before and after the lines in a server's file; `send` sends a request to it. */
const servers = {
  hono: [
    `import { Hono } from "hono";
     const app = new Hono();
     app.post("/own", async (c) => c.json(await c.req.json()));`,
    'const send = (path, init) => app.fetch(new Request("http://localhost:3000" + path, init));',
  ],
  express: [
    `import express from "express";
     const app = express();
     app.use(express.json());
     app.post("/own", (request, response) => response.json(request.body));`,
    `const server = app.listen(0);
     await new Promise((resolve) => server.on("listening", resolve));
     const send = (path, init) => fetch(\`http://localhost:\${server.address().port}\${path}\`, init);`,
  ],
  fastify: [
    `import Fastify from "fastify";
     const app = Fastify();
     app.post("/own", (request, reply) => reply.send(request.body));`,
    `const address = await app.listen({ port: 0 });
     const send = (path, init) => fetch(address + path, init);`,
  ],
};

const story = `
  const post = (path, body) => send(path, {
    method: "POST",
    headers: { "content-type": "application/json", origin: "http://localhost:3000", "x-forwarded-for": "192.0.2.1" },
    body: JSON.stringify(body),
  });
  const signUp = await post("/api/auth/sign-up/email", { name: "Ada", email: "ada@example.com", password: "correct horse" });
  const cookie = signUp.headers.getSetCookie().map((line) => line.split(";")[0]).join("; ");
  const session = await send("/api/auth/get-session", { headers: { cookie } });
  const own = await post("/own", { kept: true });
  console.log(JSON.stringify([signUp.status, (await session.json()).user.name, await own.json()]));
  process.exit(0);
`;

it.each(Object.entries(servers))(
  "the lines for %s mount the handler, and leave other routes alone",
  async (id, parts) => {
    const [before, after] = parts as [string, string];
    const project = install({
      "package.json": JSON.stringify({ name: "shop", type: "module", dependencies: { [id]: "*" } }),
    });
    const { env } = fakeManagers(join(project.folder, "../managers"));
    const { stdout } = await project.cli(["init", "--yes"], { env });
    const lines = /Mount the handler in your server's file:\n\n(.*?)\n\n {2}\d {2}/s.exec(stdout)?.[1];
    expect(lines).toContain('import { auth } from "./lib/auth.js";');
    expect(await project.cli(["migrate", "--yes"])).toMatchObject({ code: 0 });

    project.write({ "server.js": [before, lines, after, story].join("\n") });
    const served = await project.node(["--env-file=.env", "server.js"]);
    expect(served).toMatchObject({ stdout: `${JSON.stringify([200, "Ada", { kept: true }])}\n`, stderr: "" });
  },
);
