// A page, and the packages as they are built behind it.
import { createServer } from "node:http";
import { DatabaseSync } from "node:sqlite";
import { betterAuth } from "@better-auth/core";
import { getMigrations } from "@better-auth/core/db/migration";
import { toNodeHandler } from "@better-auth/node";
import { getAuthenticatorName, passkey } from "@better-auth/passkey";
import { build } from "esbuild";

const port = Number(process.env.PORT);
const origin = `http://localhost:${port}`;

const options = {
  baseURL: origin,
  secret: "kP3vX9qLs7TzB2nWm5RdYc8HfJ4gUe6A",
  database: new DatabaseSync(":memory:"),
  emailAndPassword: { enabled: true },
  rateLimit: { enabled: false },
  plugins: [
    passkey({
      rpName: "Test",
      registration: {
        requireSession: false,
        resolveUser: ({ context }) => ({ id: "new", name: context ?? "" }),
        async afterVerification({ ctx, user }) {
          if (user.id !== "new") return undefined;
          const made = await ctx.context.internalAdapter.createUser({ email: user.name, name: "New" });
          return { userId: made.id };
        },
      },
    }),
  ],
};
await (await getMigrations(options)).runMigrations();
const handle = toNodeHandler(betterAuth(options));

const { outputFiles } = await build({
  stdin: {
    contents: `
      import { createAuthClient } from "@better-auth/client";
      import { passkeyClient } from "@better-auth/passkey/client";
      const client = createAuthClient({ plugins: [passkeyClient()] });
      client.useListPasskeys.listen(({ data }) => {
        document.querySelector("#passkeys").textContent = (data ?? []).map(({ name }) => name).join(", ");
      });
      client.useSession.listen(({ data }) => {
        document.querySelector("#who").textContent = data?.user.email ?? "nobody";
      });
      globalThis.client = client;`,
    resolveDir: import.meta.dirname,
  },
  bundle: true,
  format: "esm",
  platform: "browser",
  write: false,
});
const page = `<!doctype html><title>Passkeys</title><input autocomplete="username webauthn">
<p id="who"></p><p id="passkeys"></p><script type="module" src="/client.js"></script>`;

createServer((request, response) => {
  if (request.url?.startsWith("/api/auth/")) return handle(request, response);
  const isScript = request.url === "/client.js";
  response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
  return response.end(isScript ? outputFiles[0]?.text : page);
}).listen(port, "localhost", () => console.log(`${origin}; ${getAuthenticatorName(undefined) ?? "ready"}`));
