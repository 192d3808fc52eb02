import { DEFAULT_BASE_PATH } from "../context/call-base";
import { pathUnder } from "../url/path";

/** As much of an instance as tells where it is mounted. */
export interface MountedInstance {
  readonly $context: Promise<{
    readonly baseURL: string;
    readonly options: { readonly basePath?: string | undefined };
  }>;
}

/**
 * Whether a request is one that the instance answers itself, so that a middleware has nothing to do for it. Below "/" every
 * page stands beside its routes, so there the middleware is for all.
 */
export async function isForHandler({ $context }: MountedInstance, { origin, pathname }: URL): Promise<boolean> {
  const { baseURL, options } = await $context;
  // Without an address of its own, an instance has that of each request.
  const base = new URL(baseURL || (options.basePath ?? DEFAULT_BASE_PATH), origin).pathname.replace(/\/+$/, "");
  if (base === "") return false;
  const path = pathUnder(pathname, base);
  return path !== null && path !== "/";
}
