/** Whether an address opens an app: it has a scheme of its own, neither http nor https. */
export function isAppAddress(address: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(address) && !/^https?:/i.test(address);
}
