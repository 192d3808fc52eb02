import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createHmacKey as createNodeKey } from "../crypto/hashing-node";
import { createHmacKey as createWebKey } from "../crypto/hashing-web";
import { parseCookies, readCookie } from "./parse";
import { applySetCookies } from "./request-cookies";
import { serializeCookie } from "./serialize";
import { parseSetCookieHeader, splitSetCookieHeader } from "./set-cookie";
import { openSignedValue, openSignedValueWithAny, signCookieValue } from "./sign";

const SECRET = "kP3vX9qLs7TzB2nWm5RdYc8HfJ4gUe6A";

describe("reading a Cookie header", () => {
  it("takes the first cookie of a name", () => {
    expect(readCookie("a=1; b=2; a=3", "a")).toBe("1");
    expect(parseCookies("a=1; b=2; a=3").get("a")).toBe("1");
  });

  it("is not fooled by names and values that contain the name", () => {
    expect(readCookie("xtoken=evil; token=good", "token")).toBe("good");
    expect(readCookie("a=token=evil; token=good", "token")).toBe("good");
    expect(readCookie("tokenx=evil", "token")).toBeNull();
    expect(readCookie("a=b token=evil; token=good", "token")).toBe("good");
  });

  it("keeps a broken percent encoding as it is", () => expect(readCookie("a=%E0%A4%A", "a")).toBe("%E0%A4%A"));

  it("reads one cookie as it would reading all of them", () => {
    const text = fc.stringMatching(/^[a-c=; "%.\t]{0,24}$/);
    fc.assert(
      fc.property(text, fc.constantFrom("a", "b", "ab"), (header, name) => {
        expect(readCookie(header, name)).toBe(parseCookies(header).get(name) ?? null);
      }),
      { numRuns: 5000 },
    );
  });
});

describe("writing a Set-Cookie line", () => {
  it("writes the attributes in the contract's order", () => {
    const line = serializeCookie("n", "a b", {
      maxAge: 60.9,
      domain: "x.test",
      path: "/",
      httpOnly: true,
      secure: true,
      sameSite: "lax",
      partitioned: true,
    });
    expect(line).toBe("n=a%20b; Max-Age=60; Domain=x.test; Path=/; HttpOnly; Secure; SameSite=Lax; Partitioned");
  });

  it("forces what a prefix demands", () => {
    expect(serializeCookie("__Host-n", "", { domain: "x.test", path: "/a" })).toBe("__Host-n=; Path=/; Secure");
    expect(serializeCookie("n", "", { prefix: "secure" })).toBe("__Secure-n=; Secure");
  });

  it("makes a cookie Secure that other sites are to send, as browsers drop it otherwise", () => {
    expect(serializeCookie("n", "", { sameSite: "none", secure: false })).toBe("n=; Secure; SameSite=None");
    expect(serializeCookie("n", "", { sameSite: "None" })).toBe("n=; Secure; SameSite=None");
  });

  it("refuses names that are no tokens and lives of more than 400 days", () => {
    expect(() => serializeCookie("a b", "")).toThrow(/cannot be the name/);
    expect(() => serializeCookie("a", "", { maxAge: 34_560_001 })).toThrow(/400 days/);
    expect(serializeCookie("a", "", { maxAge: -1 })).toBe("a=");
  });

  it("survives a round trip whatever the value is", () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const line = serializeCookie("n", value);
        expect(readCookie(`x=1; ${line}`, "n")).toBe(
          value.startsWith('"') ? readCookie(`n=${encodeURIComponent(value)}`, "n") : value,
        );
      }),
    );
  });

  it("splits a joined header at lines, not at dates", () => {
    const header = "a=1; Expires=Wed, 21 Oct 2030 07:28:00 GMT; Path=/, b=2; Max-Age=5; SameSite=Lax; HttpOnly";
    expect(splitSetCookieHeader(header)).toHaveLength(2);
    expect(parseSetCookieHeader(header).get("b")).toEqual({
      value: "2",
      "max-age": 5,
      samesite: "lax",
      httponly: true,
    });
  });

  it("reads values as they were set, because what sets them again encodes them", () => {
    const lines = 'a=x%2By%3D; Path=/, b="quoted", c=%zz';
    const values = [...parseSetCookieHeader(lines)].map(([name, { value }]) => [name, value]);
    expect(values).toEqual(Object.entries({ a: "x+y=", b: "quoted", c: "%zz" }));
    const headers = new Headers();
    applySetCookies(headers, [lines]);
    expect(headers.get("cookie"), "between headers nothing is decoded").toBe('a=x%2By%3D; b="quoted"; c=%zz');
  });
});

describe.each([
  ["node:crypto", createNodeKey],
  ["WebCrypto", createWebKey],
])("signed values with %s", (_name, createKey) => {
  const key = createKey(SECRET);

  it("makes the signature of the contract", async () => {
    // Signed by the reference release with the same secret.
    const token = "ia8BscXgJxaiZaWuaojvbYADGC9EXxmb";
    expect(await signCookieValue(token, key)).toBe(`${token}.fVuXxvikB8j7rTaDK9FjYgUW/LMf1W487z2ZHhC37DI=`);
  });

  it("opens what it signed, and nothing that was changed", async () => {
    const signed = await signCookieValue("some.value", key);
    expect(await openSignedValue(signed, key)).toBe("some.value");
    expect(await openSignedValue(`x${signed.slice(1)}`, key)).toBe(false);
    expect(await openSignedValue(`${signed.slice(0, -4)}AAA=`, key)).toBe(false);
    expect(await openSignedValue(signed, createKey("another secret"))).toBe(false);
    for (const malformed of [
      "",
      ".",
      "value",
      "value.",
      `.${"A".repeat(43)}=`,
      "value.AAAA=",
      `value.${"!".repeat(43)}=`,
    ]) {
      expect((await openSignedValue(malformed, key)) || null).toBeNull();
    }
  });

  it("tries other keys after the first, in turn", async () => {
    const others = [createKey("second"), createKey("third")];
    const signedWith = (secret: string) => signCookieValue("value", createKey(secret));
    for (const secret of [SECRET, "second", "third"]) {
      expect(await openSignedValueWithAny(await signedWith(secret), key, others)).toBe("value");
    }
    expect(await openSignedValueWithAny(await signedWith("fourth"), key, others)).toBe(false);
    expect(await openSignedValueWithAny(await signedWith("second"), key, [])).toBe(false);
    expect(await openSignedValueWithAny("value", key, others)).toBeNull();
  });
});
