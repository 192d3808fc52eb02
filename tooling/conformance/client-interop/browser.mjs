// What a browser adds to the requests of a page: its cookies, its origin, and following redirects with both.

const MAX_REDIRECTS = 5;

/**
 * A browser with an empty cookie jar and a page of the origin open in it.
 *
 * @param origin "http://localhost:3000"
 */
export function openBrowser(origin) {
  const jar = new Map();
  const keep = (response) => {
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      if (/;\s*max-age=0(;|$)/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
  };

  async function fetchOnce(input, init) {
    const request = new Request(input, { ...init, redirect: "manual" });
    request.headers.set("origin", origin);
    if (jar.size > 0) request.headers.set("cookie", [...jar].map(([name, value]) => `${name}=${value}`).join("; "));
    const response = await fetch(request);
    keep(response);
    return response;
  }

  return {
    /** The names of its cookies, sorted. */
    cookies: () => [...jar.keys()].sort(),
    /** A `customFetchImpl`. */
    async fetch(input, init) {
      let response = await fetchOnce(input, init);
      for (let followed = 0; response.status === 302 && followed < MAX_REDIRECTS; followed += 1) {
        response = await fetchOnce(new URL(response.headers.get("location"), response.url || origin), {});
      }
      return response;
    },
    /** Where a link leads, without going there: the target of the redirect, or the status. */
    async open(url) {
      const response = await fetchOnce(url, {});
      await response.body?.cancel();
      return response.headers.get("location") ?? response.status;
    },
  };
}
