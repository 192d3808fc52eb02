import type { AuthEvent, BetterAuthPlugin, SignInVerdict } from "@better-auth/core/types";
import type { makeAuth } from "test-kit";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { make } from "./test-instance";
import type { MagicLinkOptions } from "./types";

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15) }));
afterEach(() => vi.useRealTimers());

describe("a link that fails", () => {
  const email = "alice@example.com";

  /** What a visit raises, and nothing that is a secret. */
  async function makeHeard(options: Partial<MagicLinkOptions> = {}, auth: Parameters<typeof makeAuth>[0] = {}) {
    const failures: AuthEvent[] = [];
    const log: BetterAuthPlugin = {
      id: "log",
      events: [{ types: ["sign-in.failed"], handle: (event) => void failures.push(event) }],
    };
    const made = await make(options, { ...auth, plugins: [...(auth?.plugins ?? []), log] });
    return {
      ...made,
      async raisedBy(visit: Promise<unknown>) {
        await visit;
        return failures.splice(0).map(({ at: _, ipAddress: __, userAgent: ___, ...failure }) => failure);
      },
    };
  }

  const failed = (reason: string, more: object = {}) => [
    { type: "sign-in.failed", factor: "magic-link", reason, ...more },
  ];

  it("is raised when it is unknown, was used before or comes too late; looking at it raises nothing", async () => {
    const { mailed, browser, raisedBy } = await makeHeard();
    const b = browser();
    const { url, token } = await mailed();
    expect(await raisedBy(b.send("HEAD", url))).toEqual([]);
    expect(await raisedBy(b.get(url))).toEqual([]);
    expect(await raisedBy(b.get(url))).toEqual(failed("INVALID_TOKEN"));
    expect(await raisedBy(b.get(`/magic-link/verify?token=${token}x`))).toEqual(failed("INVALID_TOKEN"));
    const late = await mailed();
    vi.setSystemTime(Date.now() + 301_000);
    expect(await raisedBy(b.get(late.url))).toEqual(failed("INVALID_TOKEN"));
  });

  it("is raised when nobody new may come in, or this one may not", async () => {
    const closed = await makeHeard({ disableSignUp: true });
    expect(await closed.raisedBy(closed.browser().get((await closed.mailed()).url))).toEqual(
      failed("new_user_signup_disabled", { identifier: email }),
    );
    const refusing = await makeHeard({}, { user: { validateUserInfo: () => ({ error: "not_invited" }) } });
    for (const callbackURL of ["/", undefined]) {
      const { url, token } = await refusing.mailed();
      const visit = refusing.browser().get(callbackURL ? url : `/magic-link/verify?token=${token}`);
      expect(await refusing.raisedBy(visit)).toEqual(failed("not_invited", { identifier: email }));
    }
  });

  it("is raised once when a requirement denies the sign-in, of somebody new or known", async () => {
    let isBanned = true;
    const deny: SignInVerdict = { status: "deny", error: { status: 403, code: "BANNED", message: "You are banned" } };
    const bans: BetterAuthPlugin = {
      id: "bans",
      signInRequirements: [{ id: "bans", order: 10, evaluate: () => (isBanned ? deny : { status: "satisfied" }) }],
    };
    const { mailed, browser, raisedBy, rows } = await makeHeard({}, { plugins: [bans] });
    const visit = async () => raisedBy(browser().get((await mailed()).url));
    expect(await visit()).toEqual(failed("BANNED", { identifier: email }));
    isBanned = false;
    expect(await visit()).toEqual([]);
    isBanned = true;
    const [user] = rows("select id from user");
    expect(await visit()).toEqual(failed("BANNED", { userId: user?.id }));
  });
});
