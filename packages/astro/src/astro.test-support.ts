import type { APIContext } from "astro";
import { createContext } from "astro/middleware";

/** A request as Astro has it while it answers, made of Astro's own parts. */
export function astroContext(cookie = "", path = "/", isPrerendered = false): APIContext {
  const headers = { cookie, "user-agent": "Chrome" };
  const request = new Request(`http://localhost:3000${path}`, { headers });
  const context = createContext({ request, defaultLocale: "en" });
  return Object.create(context, { isPrerendered: { value: isPrerendered } });
}

/** The Set-Cookie lines that Astro would send. */
export const setCookies = (context: APIContext): string[] => [...context.cookies.headers()];
