/** Where `?next=` of an address leads, if that is a path of this site, else to the dashboard. */
export function nextPath(address: string): string {
  const here = new URL(address);
  const next = here.searchParams.get("next") ?? "";
  const target = next.startsWith("/") && URL.canParse(next, here) ? new URL(next, here) : undefined;
  // Browsers read "/\" and "//" as the start of another host, and "/.//" becomes the latter.
  if (target?.origin !== here.origin || target.pathname.startsWith("//")) return "/dashboard";
  return target.pathname + target.search;
}
