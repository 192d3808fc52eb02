/** The cookies of a SvelteKit event, as far as they are used here. */
export interface KitCookies {
  getAll(): { name: string; value: string }[];
  set(name: string, value: string, options: { path: string }): void;
}

/** SvelteKit's `RequestEvent`, structurally, so that those of all its versions fit. */
export interface KitEvent {
  request: Request;
  cookies: KitCookies;
}
