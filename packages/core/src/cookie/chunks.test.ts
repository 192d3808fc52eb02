import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CookieToSet, endCookies, readChunked, splitIntoChunks, storedNames } from "./chunks";
import { serializeCookie } from "./serialize";

const NAME = "better-auth.session_data";
const ATTRIBUTES = { path: "/", httpOnly: true, sameSite: "lax", maxAge: 300 } as const;
/** What a browser sends back. */
const headerOf = (cookies: readonly CookieToSet[]) =>
  cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join("; ");
const split = (value: string) => splitIntoChunks(NAME, value, ATTRIBUTES);
const bytesOf = ({ name, value, attributes }: CookieToSet) => serializeCookie(name, value, attributes).length;
/** The longest value that fits into one cookie, and into one chunk. */
const MOST_IN_ONE = 4050 - serializeCookie(NAME, "", ATTRIBUTES).length;
const MOST_IN_CHUNK = 4050 - serializeCookie(`${NAME}.99`, "", ATTRIBUTES).length;

describe("a cookie in chunks", () => {
  it("is one cookie up to 4,050 bytes with its attributes, and two from the next byte on", () => {
    expect(split("v".repeat(MOST_IN_ONE))?.map(({ name }) => name)).toEqual([NAME]);
    const two = split("v".repeat(MOST_IN_ONE + 1)) as CookieToSet[];
    expect(two.map(({ name }) => name)).toEqual([`${NAME}.0`, `${NAME}.1`]);
    expect(two.map(({ value }) => value.length)).toEqual([MOST_IN_CHUNK, MOST_IN_ONE + 1 - MOST_IN_CHUNK]);
  });

  it("has the chunk size of the contract: 4,050 minus the empty cookie called name.99", () => {
    expect(MOST_IN_CHUNK).toBe(3977);
    expect(split("v".repeat(3 * 3977))?.map(({ value }) => value.length)).toEqual([3977, 3977, 3977]);
  });

  it("is 100 chunks at most", () => {
    const most = split("v".repeat(100 * MOST_IN_CHUNK)) as CookieToSet[];
    expect(most).toHaveLength(100);
    expect(Math.max(...most.map(bytesOf))).toBe(4050);
    expect(readChunked(headerOf(most), NAME)).toBe("v".repeat(100 * MOST_IN_CHUNK));
    expect(split("v".repeat(100 * MOST_IN_CHUNK + 1))).toBeNull();
  });

  it("comes back as it went, whatever is in it, and no line of it is too long", () => {
    const value = fc.oneof(fc.string({ maxLength: 20_000 }), fc.string({ unit: "grapheme", maxLength: 6_000 }));
    fc.assert(
      fc.property(value, (text) => {
        const cookies = split(text) as CookieToSet[];
        expect(readChunked(headerOf(cookies), NAME)).toBe(text);
        expect(Math.max(...cookies.map(bytesOf))).toBeLessThanOrEqual(4050);
      }),
      { numRuns: 60 },
    );
  });

  it("is put together in the order of the numbers, not of the header", () => {
    const cookies = split(Array.from({ length: 12 }, (_, i) => String(i % 10).repeat(MOST_IN_CHUNK)).join(""));
    const shuffled = [...(cookies as CookieToSet[])].sort((a, b) => a.name.localeCompare(b.name)).reverse();
    expect(readChunked(headerOf(shuffled), NAME)?.replaceAll(/(.)\1*/g, "$1")).toBe("012345678901");
  });

  it("is read whole where it is there whole, and the first of a name wins", () => {
    expect(readChunked(`${NAME}.0=chunk; ${NAME}=whole`, NAME)).toBe("whole");
    expect(readChunked(`${NAME}.0=a; ${NAME}.0=x; ${NAME}.1=b`, NAME)).toBe("ab");
    expect(readChunked(null, NAME)).toBeNull();
    expect(readChunked("other=1", NAME)).toBeNull();
  });

  it("is not made of what only looks like a chunk", () => {
    const header = [`x${NAME}.0=a`, `${NAME}.x=b`, `${NAME}.01=c`, `${NAME}.100=d`, `${NAME}.=e`, `${NAME}x0=f`];
    expect(readChunked(header.join("; "), NAME)).toBeNull();
    expect(storedNames(`${header.join("; ")}; ${NAME}.99=z; ${NAME}=w; ${NAME}=w`, NAME)).toEqual([`${NAME}.99`, NAME]);
  });

  it("is ended under the names it is stored under", () => {
    expect(endCookies([NAME, `${NAME}.0`], ATTRIBUTES).map((cookie) => [cookie.name, cookie.value])).toEqual([
      [NAME, ""],
      [`${NAME}.0`, ""],
    ]);
    expect(endCookies([NAME], ATTRIBUTES)[0]?.attributes).toEqual({ ...ATTRIBUTES, maxAge: 0 });
  });
});
