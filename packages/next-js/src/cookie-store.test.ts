import { describe, expect, it } from "vitest";
import { type CookieStore, changedCookieHeader, currentCookieStore, isWritable, writeCookies } from "./cookie-store";
import { nextRequest } from "./next-request.test-support";

const inRequest = <T>(phase: "render" | "action" | "after", work: () => Promise<T>, cookie?: string) => {
  const request = nextRequest(cookie);
  return request.run(phase, work).then((result) => ({ result, setCookies: request.setCookies }));
};

describe("currentCookieStore", () => {
  it("gives the cookies of the request", async () => {
    const { result } = await inRequest(
      "render",
      async () => ((await currentCookieStore()) as CookieStore).get("theme")?.value,
      "theme=dark",
    );
    expect(result).toBe("dark");
  });

  it("gives nothing outside of a request", async () => {
    expect(await currentCookieStore()).toBeNull();
  });

  it("says that they are closed once a render is over", async () => {
    const { result } = await inRequest("after", currentCookieStore);
    expect(result).toBe("closed");
    expect(isWritable(result)).toBe(false);
  });
});

describe("isWritable", () => {
  const ask = async () => isWritable(await currentCookieStore());

  it("is true in server actions and route handlers, and sets nothing", async () => {
    expect(await inRequest("action", ask)).toEqual({ result: true, setCookies: [] });
  });

  it("is false while components render", async () => {
    expect(await inRequest("render", ask)).toEqual({ result: false, setCookies: [] });
  });

  it("is false for a store of an action once its page renders", async () => {
    const request = nextRequest();
    const store = await request.run("action", currentCookieStore);
    expect(await request.run("render", async () => isWritable(store))).toBe(false);
  });
});

describe("changedCookieHeader", () => {
  const header = (cookie: string, lines: string[]) =>
    inRequest(
      "action",
      async () => {
        const store = await currentCookieStore();
        if (!isWritable(store)) return undefined;
        writeCookies(store, lines);
        return changedCookieHeader(store, cookie, ["session_data"]);
      },
      cookie,
    ).then(({ result }) => result);

  it("has what was set since, whole or in chunks", async () => {
    expect(await header("a=1", ["session_data=x; Path=/"])).toBe("a=1; session_data=x");
    expect(await header("a=1; session_data.0=x", ["session_data.0=y; Path=/"])).toBe("a=1; session_data.0=y");
    expect(await header("a=1; session_data.0=x", ["session_data.0=; Max-Age=0; Path=/"])).toBe("a=1");
  });

  it("has the first of cookies that came twice, as an instance has over HTTP", async () => {
    expect(await header("session_data=x; session_data=y", ["theme=dark; Path=/"])).toBeNull();
    expect(await header("session_data=x; session_data=y; a=1", ["session_data=z; Path=/"])).toBe("session_data=z; a=1");
    expect(await header("session_data=x; session_data=y; session_data.0=a", ["session_data.0=b; Path=/"])).toBe(
      "session_data=x; session_data.0=b",
    );
  });

  it("is none where only other cookies were set", async () => {
    expect(await header("session_data=x", ["theme=dark; Path=/", "session_data.x=1; Path=/"])).toBeNull();
  });
});

describe("writeCookies", () => {
  const written = async (...lines: string[]) => {
    const { setCookies } = await inRequest("action", async () => {
      const store = await currentCookieStore();
      if (isWritable(store)) writeCookies(store, lines);
    });
    return setCookies;
  };

  it("keeps a value and its attributes as they were", async () => {
    const value = "token.c2lnbmF0dXJl%2B%2F%3D";
    const [line, ...others] = await written(
      `__Secure-a=${value}; Max-Age=60; Domain=example.com; Path=/app; HttpOnly; Secure; SameSite=None; Partitioned`,
    );
    expect(others).toEqual([]);
    const [pair, ...attributes] = line?.split("; ") ?? [];
    expect(pair).toBe(`__Secure-a=${value}`);
    expect(attributes.filter((attribute) => !attribute.startsWith("Expires=")).sort()).toEqual([
      "Domain=example.com",
      "HttpOnly",
      "Max-Age=60",
      "Partitioned",
      "Path=/app",
      "SameSite=none",
      "Secure",
    ]);
  });

  it("gives a cookie without an end none", async () => {
    expect(await written("a=1; Path=/; SameSite=Lax")).toEqual(["a=1; Path=/; SameSite=lax"]);
  });

  it("removes a cookie", async () => {
    const [line] = await written("a=; Max-Age=0; Path=/");
    expect(line).toMatch(/^a=; Path=\/; .*Max-Age=0/);
  });

  it("keeps a value that is not encoded", async () => {
    expect(await written("a=50%; Path=/")).toEqual(["a=50%25; Path=/"]);
  });
});
