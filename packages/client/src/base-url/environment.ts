/** The base URL that the environment names. */
export function environmentURL(hasOrigin: boolean): string | undefined {
  if (typeof process === "undefined" || !process.env) return undefined;
  const { env } = process;
  const named =
    env.BETTER_AUTH_URL ||
    // Written out in full: bundlers put a value in place of `process.env.NAME`, and of nothing else.
    process.env.NEXT_PUBLIC_BETTER_AUTH_URL ||
    env.PUBLIC_BETTER_AUTH_URL ||
    env.NUXT_PUBLIC_BETTER_AUTH_URL ||
    env.NUXT_PUBLIC_AUTH_URL ||
    (env.BASE_URL !== "/" && env.BASE_URL);
  if (named || hasOrigin) return named || undefined;
  return process.env.NEXT_PUBLIC_AUTH_URL || env.NEXTAUTH_URL || (env.VERCEL_URL && `https://${env.VERCEL_URL}`);
}
