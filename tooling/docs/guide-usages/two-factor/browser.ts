// Stands for the browser: requests of the client end in the handler, and its address can be asked for.
import { auth } from "./auth";

const origin = "http://localhost:3000";
const jar = new Map<string, string>();

export const location = { href: `${origin}/sign-in`, origin };
Object.assign(globalThis, { window: { location } });

globalThis.fetch = async (input, init) => {
  const request = new Request(input, init);
  request.headers.set("cookie", [...jar].map(([name, value]) => `${name}=${value}`).join("; "));
  request.headers.set("origin", origin);
  const response = await auth.handler(request);
  for (const line of response.headers.getSetCookie()) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (/max-age=0/i.test(line)) jar.delete(name);
    else jar.set(name, value);
  }
  return response;
};
