export { type AuthPathOptions, isAuthPath } from "./auth-path";
export type { KitCookies, KitEvent } from "./kit-event";
export { type SvelteKitHandlerInput, svelteKitHandler } from "./svelte-kit-handler";
export { type SvelteKitCookiesTypes, sveltekitCookies } from "./sveltekit-cookies";
export { toSvelteKitHandler } from "./to-svelte-kit-handler";
