type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Modules that exist only inside a framework's build, and what a configuration gets in their place here.
 * Markers say nothing; variables come from the environment.
 */
export function virtualModules(environment: Environment): Record<string, object> {
  // Own members, because the loader copies them.
  const variables = { ...environment };
  return {
    // React's marker throws wherever there is no server component around it.
    "server-only": {},
    // SvelteKit
    "$env/static/private": variables,
    "$env/static/public": variables,
    "$env/dynamic/private": { env: environment },
    "$env/dynamic/public": { env: environment },
    "$app/environment": { browser: false, building: false, dev: true, version: "" },
    // Cloudflare
    "cloudflare:workers": { env: environment },
  };
}
