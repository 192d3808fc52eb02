import { makeStandInModule } from "./stand-in";

type Environment = Readonly<Record<string, string | undefined>>;

/** Modules of a name or of a form of names, and what a configuration gets in their place. */
interface VirtualModules {
  readonly name: RegExp;
  make(specifier: string): object;
}

const empty = (): object => ({});

/** The first one that fits is taken. */
function rulesFor(environment: Environment): readonly VirtualModules[] {
  // Own members, because the loader may copy them.
  const variables = { ...environment };
  const asText = (text: string): object => ({ default: text });
  return [
    // React's markers throw wherever there is no server component, or no browser, around them.
    { name: /^(?:server|client)-only$/, make: empty },
    // SvelteKit
    { name: /^\$env\/static\//, make: () => variables },
    { name: /^\$env\/dynamic\//, make: () => ({ env: environment }) },
    { name: /^\$app\/env\/(?:private|public)$/, make: () => variables },
    {
      // The longer name until SvelteKit 3.
      name: /^\$app\/env(?:ironment)?$/,
      make: () => ({ browser: false, building: false, dev: true, version: "" }),
    },
    { name: /^\$app\/paths$/, make: (name) => makeStandInModule(name, { base: "", assets: "" }) },
    { name: /^\$app\/|^\$service-worker$/, make: (name) => makeStandInModule(name) },
    // Astro
    {
      name: /^astro:env\//,
      make: () => ({ ...variables, getSecret: (name: string) => environment[name] }),
    },
    { name: /^astro:/, make: (name) => makeStandInModule(name) },
    // Cloudflare
    { name: /^cloudflare:workers$/, make: (name) => makeStandInModule(name, { env: environment }) },
    { name: /^cloudflare:/, make: (name) => makeStandInModule(name) },
    // Vite: a file by its text, by its address, or as something else that only a browser runs.
    { name: /\?(?:.*&)?raw(?:&|$)/, make: () => asText("") },
    { name: /\?(?:.*&)?(?:url|inline|no-inline)(?:&|$)/, make: (name) => asText(name.replace(/\?.*$/, "")) },
    { name: /\?(?:.*&)?(?:worker|sharedworker|init)(?:&|$)/, make: (name) => makeStandInModule(name) },
    // What bundlers let code import.
    { name: /\.(?:css|s[ac]ss|less|styl(?:us)?|pcss|postcss)$/, make: () => ({ default: {} }) },
    {
      name: /\.(?:svg|png|jpe?g|gif|webp|avif|ico|woff2?|ttf|otf|eot|mp[34]|webm|pdf)$/,
      make: (name) => asText(name),
    },
    { name: /\.(?:sql|txt|md|html?|graphql|gql)$/, make: () => asText("") },
  ];
}

/** Modules by the name that they are imported by. */
export interface ModuleTable {
  /** As the loader wants them: a record that has every module that is virtual. */
  readonly modules: Record<string, object>;
  /** Puts a stand-in in the place of a module that does not exist, from now on. */
  standInFor(specifier: string): void;
}

/**
 * Modules that exist only inside a framework's build, and what a configuration gets in their place here: markers say
 * nothing, variables come from the environment, files that only a bundler understands are empty, everything else can be
 * called and constructed.
 */
export function virtualModules(environment: Environment): ModuleTable {
  const rules = rulesFor(environment);
  const made = new Map<string, object>();
  const find = (specifier: string): object | undefined => {
    const known = made.get(specifier);
    if (known !== undefined) return known;
    const module = rules.find(({ name }) => name.test(specifier))?.make(specifier);
    if (module !== undefined) made.set(specifier, module);
    return module;
  };
  return {
    modules: new Proxy<Record<string, object>>(
      {},
      {
        has: (_, specifier) => typeof specifier === "string" && find(specifier) !== undefined,
        get: (_, specifier) => (typeof specifier === "string" ? find(specifier) : undefined),
      },
    ),
    standInFor: (specifier) => void made.set(specifier, makeStandInModule(specifier)),
  };
}
