/** The base URL that the environment names, if any; without an `origin` of the page more variables are asked. */
export function environmentURL(origin: string | undefined): string | false | undefined {
  try {
    const { env } = process;
    return (
      env.BETTER_AUTH_URL ||
      // Written out in full: bundlers put a value in place of `process.env.NAME`, and of nothing else.
      process.env.NEXT_PUBLIC_BETTER_AUTH_URL ||
      env.PUBLIC_BETTER_AUTH_URL ||
      env.NUXT_PUBLIC_BETTER_AUTH_URL ||
      env.NUXT_PUBLIC_AUTH_URL ||
      (env.BASE_URL !== "/" && env.BASE_URL) ||
      (!origin &&
        (process.env.NEXT_PUBLIC_AUTH_URL || env.NEXTAUTH_URL || (env.VERCEL_URL && `https://${env.VERCEL_URL}`)))
    );
  } catch {
    // A browser has no `process`.
    return undefined;
  }
}
