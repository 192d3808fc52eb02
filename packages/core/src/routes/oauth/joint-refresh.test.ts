import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { fakeProvider } from "../../test-support/fake-provider";
import { makeSocial, signInSocial } from "../../test-support/social";

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15) }));
afterEach(() => vi.useRealTimers());

const MINUTE = 60_000;
const inCookie = { useAccountCookie: true };

/** Alice, whose account is in her cookie alone, at a provider that takes a refresh token once. */
async function make() {
  const fake = fakeProvider();
  fake.tokens = { ...fake.tokens, accessTokenExpiresAt: new Date(Date.now() + MINUTE) };
  const taken = new Set<string>();
  fake.refresh = async (token) => {
    if (taken.has(token)) throw new Error("invalid_grant");
    taken.add(token);
    const accessTokenExpiresAt = new Date(Date.now() + MINUTE);
    return { accessToken: `once-${taken.size}`, refreshToken: `next-${taken.size}`, accessTokenExpiresAt };
  };
  const { browser } = await makeSocial({ database: undefined }, [fake]);
  const alice = browser();
  await signInSocial(alice);
  /** What she sent before she had the cookies that she has next. */
  const underWay = () => Object.assign(browser(), { jar: new Map(alice.jar) });
  return { fake, alice, browser, underWay };
}

it("a request that was under way with the cookie of before gets the tokens that are new", async () => {
  const { fake, alice, underWay } = await make();
  const late = underWay();
  vi.setSystemTime(Date.now() + MINUTE);
  for (const one of [alice, late, underWay()])
    expect((await one.post("/get-access-token", inCookie)).body.accessToken).toBe("once-1");
  expect(fake.refreshed).toEqual(["fake-refresh"]);
  // Its own cookie is the new one, too.
  vi.setSystemTime(Date.now() + MINUTE);
  expect((await late.post("/refresh-token", inCookie)).body.accessToken).toBe("once-2");
});

it("a cookie of long ago is worth what the provider says of it", async () => {
  const { alice, underWay } = await make();
  const old = underWay();
  vi.setSystemTime(Date.now() + MINUTE);
  await alice.post("/get-access-token", inCookie);
  vi.setSystemTime(Date.now() + 11_000);
  const refused = await old.post("/get-access-token", inCookie);
  expect(refused).toMatchObject({ status: 400, body: { code: "FAILED_TO_GET_ACCESS_TOKEN" } });
});

it("a refresh that hangs keeps no other one's answer alive", async () => {
  const { fake, alice, browser, underWay } = await make();
  const bob = browser("bob");
  fake.person = { sub: "2", name: "Bob", email: "bob@example.com", email_verified: true };
  fake.tokens = { ...fake.tokens, refreshToken: "of-bob" };
  await signInSocial(bob);
  vi.setSystemTime(Date.now() + MINUTE);
  const { refresh } = fake;
  let letGo = () => {};
  fake.refresh = async (token) => {
    if (token === "of-bob") await new Promise<void>((resolve) => (letGo = resolve));
    return refresh(token);
  };
  const hanging = bob.post("/get-access-token", inCookie);
  await vi.waitUntil(() => fake.refreshed.length === 1);
  const old = underWay();
  expect((await alice.post("/get-access-token", inCookie)).body.accessToken).toBe("once-1");
  vi.setSystemTime(Date.now() + 11_000);
  expect((await old.post("/get-access-token", inCookie)).body).toMatchObject({ code: "FAILED_TO_GET_ACCESS_TOKEN" });
  letGo();
  expect((await hanging).status).toBe(200);
});
