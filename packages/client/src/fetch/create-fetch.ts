import { mergeHeaders } from "./headers";
import type { BetterFetch, BetterFetchOption, BetterFetchPlugin } from "./options";
import { send } from "./send";

/** Options whose plugins are a list, be it an empty one. */
interface MergedOptions extends BetterFetchOption {
  plugins: readonly BetterFetchPlugin[];
}

/** The second options win, but for headers and query, which are merged by name, and plugins, which are all kept. */
export function mergeOptions(first?: BetterFetchOption | null, second?: BetterFetchOption | null): MergedOptions {
  return {
    ...first,
    ...second,
    query: { ...first?.query, ...second?.query },
    headers: mergeHeaders(first?.headers, second?.headers),
    plugins: [...(first?.plugins ?? []), ...(second?.plugins ?? [])],
  };
}

/** A `$fetch` with its own defaults. The call's hooks run before the default ones. */
export function createFetch(defaults: BetterFetchOption): BetterFetch {
  return ((path, options) => {
    const merged = mergeOptions(defaults, options);
    return send(path, merged, [{ hooks: options }, { hooks: defaults }, ...merged.plugins]);
  }) as BetterFetch;
}
