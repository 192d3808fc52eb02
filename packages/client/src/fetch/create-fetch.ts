import { mergeHeaders } from "./headers";
import type { BetterFetch, BetterFetchOption } from "./options";
import { send } from "./send";

/** The second options win, but for headers, which are merged by name, and plugins, which are all kept. */
export function mergeOptions(first: BetterFetchOption = {}, second: BetterFetchOption = {}): BetterFetchOption {
  return {
    ...first,
    ...second,
    headers: mergeHeaders(first.headers, second.headers),
    plugins: [...(first.plugins ?? []), ...(second.plugins ?? [])],
  };
}

/** A `$fetch` with its own defaults. The call's hooks run before the default ones. */
export function createFetch(defaults: BetterFetchOption): BetterFetch {
  return ((path, options) => {
    const merged = mergeOptions(defaults, options);
    return send(path, merged, [{ hooks: options }, { hooks: defaults }, ...(merged.plugins ?? [])]);
  }) as BetterFetch;
}
