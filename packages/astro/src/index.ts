export type { AstroContext, AstroMiddlewareContext } from "./astro-context";
export { type AstroCookiesTypes, astroCookies } from "./astro-cookies";
export { type AstroMiddleware, astroMiddleware } from "./astro-middleware";
export { getSession, type SessionSource } from "./get-session";
export { type AstroEndpoint, type AstroHandler, toAstroHandler } from "./to-astro-handler";
