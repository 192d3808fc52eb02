/** Where to go after signing in: a path of this site, from a value that anybody can put into an address. */
export function localPath(next: string | null): string {
  const here = "http://here.invalid";
  const url = next?.startsWith("/") && URL.canParse(next, here) ? new URL(next, here) : undefined;
  // Browsers read "//" as the start of another host, and "/.//" becomes it.
  return url?.origin === here && !url.pathname.startsWith("//") ? url.pathname + url.search : "/dashboard";
}
