import { describe, expect, it, vi } from "vitest";
import { currentEvent, isWritable, writeCookies } from "./event-cookies";
import type { KitCookies } from "./kit-event";

type SetCookie = KitCookies["set"];
const cookiesWith = (set: SetCookie): KitCookies => ({ getAll: () => [], set });

describe("currentEvent", () => {
  it("is the event, or nothing where there is none", () => {
    const event = { request: new Request("http://localhost"), cookies: cookiesWith(() => {}) };
    expect(currentEvent(() => event)).toBe(event);
    expect(currentEvent(() => undefined)).toBeNull();
    const outside = () => {
      throw new Error("Can only read the current request event inside functions invoked during `handle`");
    };
    expect(currentEvent(outside)).toBeNull();
  });
});

describe("isWritable", () => {
  it("is false where setting a cookie is refused", () => {
    const refuse = () => {
      throw new Error("Cannot use `cookies.set(...)` after the response has been generated");
    };
    expect(isWritable(cookiesWith(refuse))).toBe(false);
  });

  it("is true where the path is looked at, and nothing is set", () => {
    const kept: unknown[] = [];
    const set: SetCookie = (name, value, options) => kept.push({ name, value, ...options });
    expect(isWritable(cookiesWith(set))).toBe(true);
    expect(kept).toEqual([]);
  });

  it("does no harm where the path is looked at later", () => {
    const set = vi.fn<SetCookie>();
    expect(isWritable(cookiesWith(set))).toBe(true);
    expect({ ...set.mock.calls[0]?.[2] }).toEqual({ maxAge: 0, path: "/" });
  });
});

describe("writeCookies", () => {
  const written = (...lines: string[]) => {
    const set = vi.fn<SetCookie>();
    writeCookies({ request: new Request("http://localhost"), cookies: cookiesWith(set) }, lines);
    return set.mock.calls;
  };

  it("keeps the attributes as they are, those that are missing, too", () => {
    const line =
      "__Secure-a=b%2Bc; Max-Age=60; Domain=example.com; Path=/app; HttpOnly; Secure; SameSite=None; Partitioned";
    const options = { maxAge: 60, domain: "example.com", path: "/app", httpOnly: true, secure: true };
    expect(written(line)).toEqual([["__Secure-a", "b+c", { ...options, sameSite: "none", partitioned: true }]]);
    // SvelteKit's defaults are secure, httpOnly and lax; `undefined` keeps them away.
    const [[, , bare] = []] = written("a=1");
    expect(bare).toHaveProperty("secure", undefined);
    expect(bare).toHaveProperty("httpOnly", undefined);
    expect(bare).toHaveProperty("sameSite", undefined);
    expect(bare).toHaveProperty("path", "/");
  });

  it("keeps a value that is not encoded", () => {
    expect(written("a=50%; Path=/")[0]?.[1]).toBe("50%");
  });
});
