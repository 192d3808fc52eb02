import { ORIGIN, PASSWORD } from "test-kit";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { expo } from "..";
import { expoClient } from "../client";
import { beNative, device, makeAppOf, secureStore } from "./device.test-support";

const makeApp = (options?: Parameters<typeof makeAppOf>[1], auth?: object) => makeAppOf(expo(), options, auth);

vi.mock("expo-linking", async () => (await import("./device.test-support")).linking);
vi.mock("expo-web-browser", async () => (await import("./device.test-support")).webBrowser);
vi.mock("expo-network", async () => (await import("./device.test-support")).network);
vi.mock("react-native", async () => (await import("./device.test-support")).reactNative);
vi.mock("expo-constants", () => ({ default: { expoConfig: { scheme: ["configured", "other"] } } }));

beforeEach(beNative);
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  device.openAuthSessionAsync.mockReset();
  device.dismissAuthSession.mockReset();
});

const alice = { name: "Alice", email: "alice@example.com", password: PASSWORD };
const until = (check: () => unknown) => vi.waitFor(() => expect(check()).toBeTruthy(), 10_000);

it("keeps the session over restarts, and sends it with each request", async () => {
  const { startApp, storage, requests } = await makeApp();
  const { data } = await startApp().signUp.email(alice);
  expect(data?.user.name).toBe("Alice");
  expect([...storage.kept.keys()]).toContain("better-auth_cookie");

  const app = startApp();
  expect((await app.getSession()).data?.user.email).toBe(alice.email);
  const { headers, credentials } = requests.at(-1) as Request;
  expect(credentials).toBe("omit");
  expect(headers.get("cookie")).toMatch(/^better-auth\.session_token=[^;]+$/);
  expect(headers.get("expo-origin")).toBe("myapp://");
  expect(headers.get("x-skip-oauth-proxy")).toBe("true");
  expect(await app.getCookie()).toBe(headers.get("cookie"));
  expect((await app.updateUser({ name: "Alice B." })).error).toBeNull();
});

it("forgets the session at a sign-out", async () => {
  const { startApp, storage } = await makeApp();
  const app = startApp();
  await app.signUp.email(alice);
  await app.getSession();
  expect(storage.kept.get("better-auth_session_data")).toContain(alice.email);
  await app.signOut();
  expect(await app.getCookie()).toBe("");
  expect([...storage.kept.values()].join()).not.toMatch(/session_token|alice/);
});

it("shows the session of before while the app starts, and asks all the same", async () => {
  const { startApp, requests } = await makeApp();
  const before = startApp();
  await before.signUp.email(alice);
  await before.getSession();
  requests.length = 0;

  const session = startApp().useSession;
  await until(() => session.value?.data);
  expect(session.value).toMatchObject({ isPending: false, data: { user: { email: alice.email } } });
  expect(session.value?.data?.session.expiresAt).toBeInstanceOf(Date);
  expect(requests).toEqual([]);
  const stop = session.listen(() => {});
  await until(() => requests.length === 1);
  stop();
});

it("does not show the session of before once it has ended, or somebody else's has begun", async () => {
  const { startApp } = await makeApp({}, { user: { deleteUser: { enabled: true } } });
  const shown = async () => {
    const session = startApp().useSession;
    await new Promise((resolve) => setTimeout(resolve, 20));
    return session.value?.data?.user.name;
  };
  const app = startApp();
  await app.signUp.email(alice);
  await app.getSession();
  expect(await shown()).toBe("Alice");
  await app.signUp.email({ ...alice, name: "Bob", email: "bob@example.com" });
  expect(await shown()).toBeUndefined();
  await app.getSession();
  expect(await shown()).toBe("Bob");
  expect((await app.deleteUser({ password: PASSWORD })).error).toBeNull();
  expect(await shown()).toBeUndefined();
});

it("keeps nothing of a session that was read before a sign-out and arrives after it", async () => {
  const { startApp, auth, storage } = await makeApp(
    {},
    { session: { updateAge: 0, cookieCache: { enabled: true, maxAge: 1 } } },
  );
  const app = startApp();
  await app.signUp.email(alice);
  const { handler } = auth;
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  let isAsked = false;
  vi.spyOn(auth, "handler").mockImplementation(async (request) => {
    const answer = await handler(request);
    if (!request.url.includes("get-session")) return answer;
    isAsked = true;
    await arrived;
    return answer;
  });
  const reading = app.getSession({ query: { disableCookieCache: true } });
  await until(() => isAsked);
  await app.signOut();
  arrive();
  expect((await reading).data?.user.name).toBe("Alice");
  expect(await app.getCookie()).toBe("");
  expect([...storage.kept.values()].join()).not.toMatch(/session_token|alice/);
});

it("sends bodies that are no fields as they are", async () => {
  const { startApp, requests } = await makeApp();
  const app = startApp();
  const bodies = [new URLSearchParams({ a: "1" }), [1, 2], new Blob(["text"])];
  for (const body of bodies) await app.$fetch("/own", { method: "POST", body });
  expect(await Promise.all(requests.map((request) => request.text()))).toEqual(["a=1", "[1,2]", "text"]);
});

it("shows no session that is over, and none with disableCache", async () => {
  const { startApp, storage } = await makeApp();
  const session = { expiresAt: new Date(Date.now() - 1) };
  storage.setItem("better-auth_session_data", JSON.stringify({ session, user: { name: "Alice" } }));
  const ended = startApp().useSession;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(ended.value).toMatchObject({ data: null, isPending: true });

  const other = await makeApp({ disableCache: true });
  const app = other.startApp();
  await app.signUp.email(alice);
  await app.getSession();
  expect([...other.storage.kept.keys()]).toEqual(["better-auth_cookie"]);
});

it.each([
  ["in the database", {}],
  ["in a cookie", { account: { storeStateStrategy: "cookie" } }],
])("signs in at a provider in the system's browser, with the state %s", async (_, auth) => {
  const { startApp, browser, browse } = await makeApp({ webBrowserOptions: { preferEphemeralSession: true } }, auth);
  const system = browser("system");
  device.openAuthSessionAsync.mockImplementation(async (url: string) => ({
    type: "success",
    url: await browse(system, url),
  }));
  const app = startApp();
  const changed = vi.fn();
  app.$store.listen("$sessionSignal", changed);
  await app.signIn.social({ provider: "fake", callbackURL: "/home" });

  const [url, back, options] = device.openAuthSessionAsync.mock.calls[0] as [string, string, object];
  expect(url.startsWith(`${ORIGIN}/api/auth/expo-authorization-proxy?authorizationURL=https%3A%2F%2Ffake`)).toBe(true);
  expect(back).toBe("myapp://home");
  expect(options).toEqual({ preferEphemeralSession: true });
  expect(changed).toHaveBeenCalledOnce();
  expect((await app.getSession()).data?.user.email).toBe(alice.email);
});

it("a provider leads back to the app where no address is given", async () => {
  const { startApp } = await makeApp();
  device.openAuthSessionAsync.mockResolvedValue({ type: "cancel" });
  const app = startApp();
  const { error } = await app.signIn.social({ provider: "fake" });
  expect(error).toBeNull();
  expect(device.openAuthSessionAsync.mock.calls[0]?.[1]).toBe("myapp://");
  expect((await app.getSession()).data).toBeNull();
});

it("takes nothing of a browser that comes back without cookies, or with others'", async () => {
  const { startApp } = await makeApp();
  const app = startApp();
  for (const url of [
    "myapp://home?error=access_denied",
    "myapp://home?cookie=other.session_token%3Dabc%3B%20Path%3D%2F",
  ]) {
    device.openAuthSessionAsync.mockResolvedValueOnce({ type: "success", url });
    await app.signIn.social({ provider: "fake" });
    expect(await app.getCookie()).not.toContain("session_token");
  }
});

it("opens nothing for an ID token: it signs in as nobody, and links as whoever is signed in", async () => {
  const { startApp, requests, provider } = await makeApp();
  const app = startApp();
  const byToken = { provider: "fake", idToken: { token: "id-token" } };
  await app.signUp.email(alice);

  expect((await app.linkSocial(byToken)).data).toMatchObject({ status: true });
  expect(requests.at(-1)?.headers.get("cookie")).toMatch(/session_token/);

  provider.person = { sub: "2", name: "Bob", email: "bob@example.com", email_verified: true };
  await app.signIn.social(byToken);
  expect(requests.at(-1)?.headers.get("cookie")).toBeNull();
  expect(requests.at(-1)?.headers.get("expo-origin")).toBeNull();
  expect((await app.getSession()).data?.user.name).toBe("Bob");
  expect(device.openAuthSessionAsync).not.toHaveBeenCalled();
});

it("addresses of the app are whole ones, others stay", async () => {
  const { startApp, requests } = await makeApp();
  const app = startApp();
  await app.signIn.email({ ...alice, callbackURL: "/home?tab=1" });
  expect(await requests.at(-1)?.json()).toMatchObject({ callbackURL: "myapp://home?tab=1" });
  await app.signIn.email({ ...alice, callbackURL: "https://example.com/home" });
  expect(await requests.at(-1)?.json()).toMatchObject({ callbackURL: "https://example.com/home" });
  await app.signIn.email(alice);
  expect(await requests.at(-1)?.json()).not.toHaveProperty("callbackURL");
});

it("asks for the session once after a sign-in", async () => {
  const { startApp, requests } = await makeApp();
  const app = startApp();
  const stop = app.useSession.listen(() => {});
  await until(() => app.useSession.value?.isPending === false);
  requests.length = 0;
  await app.signUp.email(alice);
  await until(() => app.useSession.value?.data);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(requests.map(({ url }) => new URL(url).pathname)).toEqual([
    "/api/auth/sign-up/email",
    "/api/auth/get-session",
  ]);
  stop();
});

it("takes the scheme of the app's configuration, and its own keys", async () => {
  const { startApp, storage, requests } = await makeApp(
    { scheme: undefined, storagePrefix: "shop:app" },
    { trustedOrigins: ["configured://"] },
  );
  await startApp().signUp.email(alice);
  expect(requests[0]?.headers.get("expo-origin")).toBe("configured://");
  expect([...storage.kept.keys()]).toEqual(["shop_app_cookie"]);
});

it("does nothing on the web", async () => {
  vi.stubGlobal("navigator", { product: "Gecko" });
  expect(expoClient({ storage: secureStore() }).fetchPlugins).toBeUndefined();
  const { startApp, requests } = await makeApp();
  const app = startApp();
  await app.signUp.email(alice);
  expect(requests[0]?.headers.get("expo-origin")).toBeNull();
  expect(await app.getCookie()).toBe("");
});
