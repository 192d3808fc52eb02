const ENVELOPE = /^\$ba\$(\d{1,10})\$(.*)$/s;

/** A ciphertext with the version of the secret that made it. */
export interface Envelope {
  readonly version: number;
  readonly ciphertext: string;
}

/** `$ba$<version>$<ciphertext>` */
export function formatEnvelope(version: number, ciphertext: string): string {
  return `$ba$${version}$${ciphertext}`;
}

/** What `formatEnvelope` put together; `null` for anything else. */
export function parseEnvelope(text: string): Envelope | null {
  const found = ENVELOPE.exec(text);
  return found === null ? null : { version: Number(found[1]), ciphertext: found[2] as string };
}
