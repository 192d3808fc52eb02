// What stands for a browser in tests: cookies by host, redirects, one form at a time.

/**
 * @param {Record<string, (request: Request) => Promise<Response>>} applications what answers in this process, by origin;
 * every other address is asked over the network
 */
export function makeBrowser(applications) {
  /** Cookies do not tell ports apart (RFC 6265 §8.5). */
  const jars = new Map();

  async function send(request) {
    const { hostname, origin } = new URL(request.url);
    const jar = jars.get(hostname) ?? jars.set(hostname, new Map()).get(hostname);
    if (jar.size > 0) request.headers.set("cookie", [...jar].map((pair) => pair.join("=")).join("; "));
    const answer = await (applications[origin]?.(request) ?? fetch(request));
    for (const line of answer.headers.getSetCookie()) keep(jar, line);
    return answer;
  }

  /** Follows redirects to the first page; those of an application that are none of its API are not asked for. */
  async function follow(request) {
    const answer = await send(request);
    const location = answer.headers.get("location");
    if (location === null) return { url: request.url, status: answer.status, text: await answer.text() };
    const next = new URL(location, request.url);
    const isPage = next.origin in applications && !next.pathname.startsWith("/api/");
    if (isPage) return { url: next.href, status: 200, text: "" };
    return follow(new Request(next, { redirect: "manual", headers: { accept: "text/html" } }));
  }

  return {
    open: (url) => follow(new Request(url, { redirect: "manual", headers: { accept: "text/html" } })),
    submit: (url, fields) =>
      follow(
        new Request(url, {
          method: "POST",
          redirect: "manual",
          headers: { accept: "text/html" },
          body: new URLSearchParams(fields),
        }),
      ),
    /** A call of a page of the application. */
    async call(url, body) {
      const headers = { origin: new URL(url).origin, "content-type": "application/json" };
      const init = body === undefined ? { headers } : { method: "POST", headers, body: JSON.stringify(body) };
      const answer = await send(new Request(url, { redirect: "manual", ...init }));
      return { status: answer.status, body: await answer.json() };
    },
  };
}

function keep(jar, line) {
  const [pair] = line.split(";");
  const [name, value] = [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)];
  const isOver = /max-age=0|expires=thu, 01 jan 1970/i.test(line);
  if (isOver || value === "") jar.delete(name);
  else jar.set(name, value);
}
