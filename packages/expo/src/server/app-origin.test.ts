import { PASSWORD } from "test-kit";
import { expect, it } from "vitest";
import { make } from "./app.test-support";
import { nameAppOrigin } from "./app-origin";

const EVIL = "https://evil.example";

async function signedIn(settings?: Parameters<typeof make>[1]) {
  const made = await make({}, settings);
  const app = made.browser();
  await made.call(app, "/sign-up/email", { name: "Alice", email: app.email, password: PASSWORD });
  const change = (headers: Record<string, string>) => made.call(app, "/update-user", { name: "Alice B." }, headers);
  return { ...made, app, change };
}

it("an app names its origin, which has to be trusted", async () => {
  const { change } = await signedIn();
  expect((await change({ "expo-origin": "myapp://" })).status).toBe(200);
  expect((await change({ "expo-origin": "otherapp://" })).status).toBe(403);
  expect((await change({ "expo-origin": EVIL })).status).toBe(403);
  expect((await change({})).status).toBe(403);
});

it("what a browser says of itself counts, whatever else the request says", async () => {
  const { change } = await signedIn();
  for (const origin of [EVIL, "null"]) {
    expect((await change({ origin, "expo-origin": "myapp://" })).status).toBe(403);
  }
});

it("is off with disableOriginOverride", async () => {
  const { change } = await signedIn({ disableOriginOverride: true });
  expect((await change({ "expo-origin": "myapp://" })).status).toBe(403);
});

it("keeps everything else of a request", async () => {
  const request = new Request("http://localhost:3000/api/auth/sign-in/email", {
    method: "POST",
    headers: { "expo-origin": "myapp://", "content-type": "application/json", cookie: "a=1" },
    body: '{"a":1}',
  });
  const named = (await nameAppOrigin(request))?.request;
  expect(named?.method).toBe("POST");
  expect(Object.fromEntries(named?.headers ?? [])).toEqual({
    "content-type": "application/json",
    cookie: "a=1",
    "expo-origin": "myapp://",
    origin: "myapp://",
  });
  expect(await named?.json()).toEqual({ a: 1 });
});
