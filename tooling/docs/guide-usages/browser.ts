// Stands for the network and the browser's cookies: requests of the client end in the mounted handler.
import { GET, POST } from "./app/api/auth/[...all]/route";

const jar = new Map<string, string>();

globalThis.fetch = async (input, init) => {
  const request = new Request(input, init);
  request.headers.set("cookie", [...jar].map(([name, value]) => `${name}=${value}`).join("; "));
  request.headers.set("origin", "http://localhost:3000");
  const response = await (request.method === "GET" ? GET : POST)(request);
  for (const line of response.headers.getSetCookie()) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (/max-age=0/i.test(line)) jar.delete(name);
    else jar.set(name, value);
  }
  return response;
};

/** The headers that the browser sends with a page. */
export const pageHeaders = () =>
  new Headers({ cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") });
