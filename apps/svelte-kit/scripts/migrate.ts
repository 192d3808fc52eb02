// Creates the tables that the options in src/lib/server/auth.ts ask for, or adds what is missing.
import { registerHooks } from "node:module";
import { getMigrations } from "better-auth/db/migration";

// The module exists inside of SvelteKit only. Here no request is answered, so nobody asks it for one.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "$app/server"
      ? { url: "data:text/javascript,export function getRequestEvent() {}", shortCircuit: true }
      : next(specifier, context),
});
const { auth } = await import("../src/lib/server/auth.ts");

const { runMigrations } = await getMigrations(auth.options);
await runMigrations();
