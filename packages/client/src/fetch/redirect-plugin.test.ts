import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createAuthClient } from "../client/create-auth-client";
import { createFakeServer } from "../fixtures/fake-server";

let opened: string[] = [];

beforeEach(() => {
  opened = [];
  const location = {
    origin: "http://localhost:3000",
    set href(url: string) {
      opened.push(url);
    },
  };
  vi.stubGlobal("window", { location });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

async function answer(body: object, options: { disableDefaultFetchPlugins?: boolean } = {}) {
  const server = createFakeServer();
  server.on("POST /sign-in/social", () => body);
  const client = createAuthClient({
    baseURL: "http://localhost:3000",
    ...options,
    fetchOptions: { customFetchImpl: server.fetch },
  });
  await client.$fetch("/sign-in/social", { method: "POST", body: { provider: "github" } });
  return opened;
}

it.each(["https://github.com/login?state=1", "/home", "http://localhost:3000/x", "myapp://home"])(
  "opens %s",
  async (url) => {
    expect(await answer({ url, redirect: true })).toEqual([url]);
  },
);

it.each([
  "javascript:alert(1)",
  "JavaScript:alert(1)",
  " \u0001javascript:alert(1)",
  "java\nscript:alert(1)",
  "j\ta\rvascript:alert(1)",
  "data:text/html,<script>",
  "vbscript:x",
])("does not open %j", async (url) => {
  expect(await answer({ url, redirect: true })).toEqual([]);
});

it("opens nothing unless the answer says so", async () => {
  expect(await answer({ url: "/home", redirect: false })).toEqual([]);
  expect(await answer({ url: "/home" })).toEqual([]);
  expect(await answer({ redirect: true })).toEqual([]);
});

it("can be left out", async () => {
  expect(await answer({ url: "/home", redirect: true }, { disableDefaultFetchPlugins: true })).toEqual([]);
});

it("opens nothing where there is no page", async () => {
  vi.stubGlobal("window", {});
  expect(await answer({ url: "/home", redirect: true })).toEqual([]);
  vi.stubGlobal("window", undefined);
  expect(await answer({ url: "/home", redirect: true })).toEqual([]);
});
