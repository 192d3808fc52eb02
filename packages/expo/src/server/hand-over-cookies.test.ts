import { PASSWORD } from "test-kit";
import { expect, it } from "vitest";
import { locationOf, make } from "./app.test-support";

/** An instance whose addresses are verified by a link, and the link's token. */
async function makeVerified() {
  const mails: string[] = [];
  const made = await make({
    emailVerification: {
      autoSignInAfterVerification: true,
      sendVerificationEmail: async ({ token }) => {
        mails.push(token);
      },
    },
  });
  const app = made.browser();
  await made.call(app, "/sign-up/email", { name: "Alice", email: app.email, password: PASSWORD });
  await made.call(app, "/send-verification-email", { email: app.email });
  const open = (callbackURL: string) =>
    made.browser("system").get(`/verify-email?${new URLSearchParams({ token: mails[0] as string, callbackURL })}`);
  return { ...made, open };
}

it("an app gets the session of a link that leads to it", async () => {
  const { open } = await makeVerified();
  const address = new URL(locationOf(await open("myapp://verified?tab=1")));
  expect(address.searchParams.get("tab")).toBe("1");
  expect(address.searchParams.get("cookie")).toMatch(/^better-auth\.session_token=[^;]+; /);
});

it("a page gets none, wherever it is", async () => {
  for (const callbackURL of ["/done", "http://localhost:3000/done"]) {
    const { open } = await makeVerified();
    const answer = await open(callbackURL);
    expect(answer.cookies.join()).toContain("session_token");
    expect(locationOf(answer)).toBe(callbackURL);
  }
});

it("an app that is not trusted is not even led to", async () => {
  const { open } = await makeVerified();
  const answer = await open("evilapp://verified");
  expect([answer.status, answer.headers.get("location")]).toEqual([403, null]);
});

it("an app that is told of an error gets no cookie", async () => {
  const { browser, call, proxy } = await make();
  const app = browser("app");
  const body = { provider: "fake", callbackURL: "myapp://home", errorCallbackURL: "myapp://oops" };
  const authorizationURL: string = (await call(app, "/sign-in/social", body)).body.url;
  const system = browser("system");
  await proxy(system, { authorizationURL });
  const state = new URL(authorizationURL).searchParams.get("state");
  const failed = await system.get(`/callback/fake?error=access_denied&state=${state}`);
  expect(failed.cookies).not.toEqual([]); // that of the state is taken away
  expect(locationOf(failed)).toBe("myapp://oops?error=access_denied");
});

it("an app gets the session of somebody whose provider told no address, once they have proved one", async () => {
  const urls: string[] = [];
  const missingEmail = {
    page: "/complete",
    sendVerificationEmail: async ({ url }: { url: string }) => {
      urls.push(url);
    },
  };
  const { browser, start, proxy, comeBack, provider } = await make({ account: { missingEmail } });
  provider.person = { sub: "1", name: "Hedy" };
  const { state, ...query } = await start(browser("app"));
  const system = browser("system");
  await proxy(system, query);
  expect(locationOf(await comeBack(system, state))).toBe("/complete?provider=fake");
  await system.post("/sign-in/social/email", { email: "hedy@example.com" });
  const back = new URL(locationOf(await system.get(urls[0] as string)));
  expect(back.href).toMatch(/^myapp:\/\/home/);
  expect(back.searchParams.get("cookie")).toMatch(/^better-auth\.session_token=[^;]+; /);
});
