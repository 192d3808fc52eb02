/** Where a form leads to: the address that it was given, if that is a page of this site, else the dashboard. */
export function nextPath(address: unknown): string {
  const url = URL.parse(String(address ?? "/dashboard"), location.origin);
  const isOurs = url?.origin === location.origin && !url.pathname.startsWith("//");
  return isOurs ? url.pathname + url.search : "/dashboard";
}
