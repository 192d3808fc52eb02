/** A module that exports whatever is asked of it. */
function moduleOf(lookUp: (name: string) => unknown): object {
  const isReserved = (name: string | symbol) => typeof name === "symbol" || name === "then" || name === "__esModule";
  return new Proxy(
    {},
    { get: (_, name) => (isReserved(name) ? undefined : name === "default" ? {} : lookUp(name as string)) },
  );
}

const variables = moduleOf((name) => process.env[name]);

/**
 * Modules that exist only inside a framework's build, and what a configuration gets in their place here.
 * Markers say nothing; variables come from the environment.
 */
export const virtualModules: Readonly<Record<string, object>> = {
  // React's marker throws wherever there is no server component around it.
  "server-only": {},
  // SvelteKit
  "$env/static/private": variables,
  "$env/static/public": variables,
  "$env/dynamic/private": { env: process.env },
  "$env/dynamic/public": { env: process.env },
  "$app/environment": { browser: false, building: false, dev: true, version: "" },
  // Cloudflare
  "cloudflare:workers": { env: process.env },
};
