/** What authenticators may call a way to them, those included that are not known yet (WebAuthn §5.8.4). */
const NAME = /^[a-z][a-z-]{0,19}$/;
const MOST = 8;

/** The transports of an answer as they are stored. They come from the browser, so they are anything. */
export function toStored(transports: unknown): string | null {
  if (!Array.isArray(transports)) return null;
  const names = transports.filter((name): name is string => typeof name === "string" && NAME.test(name));
  return names.length === 0 ? null : [...new Set(names)].slice(0, MOST).join(",");
}

/** What browsers are told about a passkey. */
export function descriptorOf(passkey: { credentialID: string; transports?: string | null | undefined }) {
  const { credentialID: id, transports } = passkey;
  return { id, ...(transports && { transports: transports.split(",") }) };
}
