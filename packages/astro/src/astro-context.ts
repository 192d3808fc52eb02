/**
 * What Astro hands to pages (`Astro`), endpoints, actions and middleware, structurally and as far as it is used here, so
 * that those of all its versions fit.
 */
export interface AstroContext {
  readonly request: Request;
  readonly cookies: {
    set(name: string, value: string, options: object): void;
  };
}

/** What Astro hands to middleware. */
export interface AstroMiddlewareContext extends AstroContext {
  readonly url: URL;
  readonly isPrerendered: boolean;
  readonly locals: object;
}
