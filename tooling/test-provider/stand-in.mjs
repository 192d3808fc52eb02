// Has what is asked of GitHub answered by a provider on this machine. To be loaded before a server: `node --import`, with
// STAND_IN_FOR_GITHUB in the environment.

const hosts = new Set(["github.com", "api.github.com"]);

/**
 * @param {string} origin of the provider of plain-oauth.mjs
 * @returns {() => void} puts the `fetch` of before back
 */
export function standInFor(origin) {
  const { fetch } = globalThis;
  globalThis.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (!hosts.has(url.hostname)) return fetch(input, init);
    const address = origin + url.pathname + url.search;
    return input instanceof Request ? fetch(new Request(address, input), init) : fetch(address, init);
  };
  return () => {
    globalThis.fetch = fetch;
  };
}

const { STAND_IN_FOR_GITHUB } = process.env;
if (STAND_IN_FOR_GITHUB) standInFor(STAND_IN_FOR_GITHUB);
