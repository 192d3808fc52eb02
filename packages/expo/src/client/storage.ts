import { createTurns, type InTurn } from "./turns";

/** Where an app keeps what it has to know after a restart, as `expo-secure-store` is. */
export interface ExpoClientStorage {
  getItem(key: string): string | null | Promise<string | null>;
  setItem(key: string, value: string): unknown;
  /** Asked in place of `getItem` where it is there: it does not hold the app up. */
  getItemAsync?: ((key: string) => Promise<string | null>) | undefined;
  setItemAsync?: ((key: string, value: string) => Promise<unknown>) | undefined;
}

/** A storage that takes keys and texts of any form and length. */
export interface AdaptedStorage {
  getItem(key: string): Promise<string | null>;
  /** @throws {Error} for more than 180,000 bytes */
  setItem(key: string, value: string): Promise<void>;
}

/** What Keychain and Keystore take for certain is 2048 bytes. */
const CHUNK_BYTES = 1800;
const MOST_CHUNKS = 100;

/** Stands at a key whose text is in chunks: how many, in which of two places. What may come behind that is not needed. */
const MARKER = /^ba-chunks:(\d+)(?::([01])(?::\d+)?)?$/;

interface Chunks {
  count: number;
  slot: number;
}

function readMarker(text: string | null): Chunks | undefined {
  const match = MARKER.exec(text ?? "");
  if (match === null) return undefined;
  const [, count, slot = 0] = match;
  return { count: Number(count), slot: Number(slot) };
}

const chunkKey = (key: string, slot: number, index: number): string => `${key}.${slot}.${index}`;

/**
 * A key as secure storages take it: without colons.
 *
 * @example normalizeCookieName("better-auth:cookie"); // "better-auth_cookie"
 */
export function normalizeCookieName(name: string): string {
  return name.replaceAll(":", "_");
}

/**
 * A storage around that of a device, whose keys have no colons and whose texts are short: longer ones are kept in chunks.
 * Chunks are written beside those of before and count once all are there, so that an app that is killed loses nothing. A
 * text is read and written in turns, so that chunks of two never mix.
 *
 * @example storageAdapter(SecureStore)
 */
export function storageAdapter(storage: ExpoClientStorage): AdaptedStorage {
  const read = async (key: string) => (storage.getItemAsync ? storage.getItemAsync(key) : storage.getItem(key));
  const write = async (key: string, text: string) => {
    await (storage.setItemAsync ? storage.setItemAsync(key, text) : storage.setItem(key, text));
  };
  /** Empties chunks from one on, also those that an app left that was killed before they counted. */
  const empty = async (key: string, slot: number, from: number) => {
    for (let index = from; await read(chunkKey(key, slot, index)); index++) await write(chunkKey(key, slot, index), "");
  };

  async function readWhole(key: string): Promise<string | null> {
    const text = await read(key);
    const chunks = readMarker(text);
    if (chunks === undefined) return text;
    const parts: string[] = [];
    for (let index = 0; index < chunks.count; index++) {
      const part = await read(chunkKey(key, chunks.slot, index));
      if (!part) return null;
      parts.push(part);
    }
    return parts.join("");
  }

  async function writeWhole(key: string, value: string): Promise<void> {
    const before = readMarker(await read(key));
    const parts = byteLength(value) > CHUNK_BYTES || MARKER.test(value) ? split(value) : [];
    if (parts.length > MOST_CHUNKS) {
      throw new Error(
        `expected at most ${MOST_CHUNKS * CHUNK_BYTES} bytes to keep for ${key}, got more\n  mend: keep less in the session and in cookies`,
      );
    }
    const slot = before?.slot === 0 ? 1 : 0;
    for (const [index, part] of parts.entries()) await write(chunkKey(key, slot, index), part);
    await write(key, parts.length === 0 ? value : `ba-chunks:${parts.length}:${slot}`);
    if (parts.length > 0) await empty(key, slot, parts.length);
    if (before !== undefined) await empty(key, before.slot, 0);
  }

  const turns = new Map<string, InTurn>();
  const inTurn = <T>(name: string, work: (key: string) => Promise<T>): Promise<T> => {
    const key = normalizeCookieName(name);
    const turn = turns.get(key) ?? createTurns();
    turns.set(key, turn);
    return turn(() => work(key));
  };

  return {
    getItem: (name) => inTurn(name, readWhole),
    setItem: (name, value) => inTurn(name, (key) => writeWhole(key, value)),
  };
}

const byteLength = (text: string): number => new TextEncoder().encode(text).length;

/** Pieces of at most {@link CHUNK_BYTES} bytes each; no character is cut through. */
function split(text: string): string[] {
  const parts: string[] = [];
  let part = "";
  let size = 0;
  for (const character of text) {
    const bytes = byteLength(character);
    if (size + bytes > CHUNK_BYTES) {
      parts.push(part);
      part = "";
      size = 0;
    }
    part += character;
    size += bytes;
  }
  return [...parts, part];
}
