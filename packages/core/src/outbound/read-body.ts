/** The bytes of a body; `null` as soon as there are more than so many. What is compressed counts as it comes out. */
export async function readBody(
  response: Response,
  maxBytes: number,
  hold: <T>(work: Promise<T>) => Promise<T>,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(response.headers.get("content-length")) > maxBytes) {
    discardBody(response);
    return null;
  }
  if (response.body === null) return new Uint8Array();
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await hold(reader.read());
      if (done) return joined(chunks, length);
      length += value.byteLength;
      if (length > maxBytes) return null;
      chunks.push(value);
    }
  } finally {
    // Closes the connection of what is not read to its end, and says nothing to what is.
    reader.cancel().catch(() => {});
  }
}

/** Lets go of a body that nobody reads. */
export function discardBody(response: Response): void {
  response.body?.cancel().catch(() => {});
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}
