// What a proxy can read of Next's own request without the instance.
import { getCookieCache, getSessionCookie } from "@better-auth/core/cookies";
import { NextRequest } from "next/server.js";
import { describe, expect, it } from "vitest";
import { person, SECRET, withPerson } from "./person.test-support";

const requestWith = (cookie: string) => new NextRequest("http://localhost:3000/dashboard", { headers: { cookie } });

describe("getSessionCookie in a proxy", () => {
  it("reads Next's request", async () => {
    const { auth, cookie } = await withPerson();
    const value = getSessionCookie(requestWith(cookie));
    const headers = new Headers({ cookie: `better-auth.session_token=${encodeURIComponent(value ?? "")}` });
    expect((await auth.api.getSession({ headers }))?.user.email).toBe(person.email);
  });

  it("proves nothing: a made-up cookie passes, and the instance refuses it", async () => {
    const { auth } = await withPerson();
    const forged = "better-auth.session_token=made-up";
    expect(getSessionCookie(requestWith(forged))).toBe("made-up");
    expect(await auth.api.getSession({ headers: requestWith(forged).headers })).toBeNull();
  });

  it("sees what the proxy itself has set or removed on the request", async () => {
    const request = requestWith("better-auth.session_token=a");
    request.cookies.delete("better-auth.session_token");
    expect(getSessionCookie(request)).toBeNull();
    request.cookies.set("__Secure-better-auth.session_token", "b");
    expect(getSessionCookie(request)).toBe("b");
  });
});

describe.each(["compact", "jwt", "jwe"] as const)("getCookieCache in a proxy (%s)", (strategy) => {
  const copyOf = async (image: string) => {
    const ada = await withPerson({ session: { cookieCache: { enabled: true, strategy } }, image });
    return { ...ada, read: (cookie: string) => getCookieCache(requestWith(cookie), { secret: SECRET, strategy }) };
  };

  it.each(["https://example.com/ada.png", `https://example.com/${"y".repeat(9000)}`])(
    "reads Next's request, in one cookie and in several",
    async (image) => {
      const { cookie, read } = await copyOf(image);
      expect((await read(cookie))?.user).toMatchObject({ email: person.email, image });
    },
  );

  it("refuses a copy that was changed", async () => {
    const { cookie, read } = await copyOf("https://example.com/ada.png");
    const [, value = ""] = /session_data=([^;]+)/.exec(cookie) ?? [];
    expect(await read(cookie.replace(value, `${value.slice(0, 40)}x${value.slice(41)}`))).toBeNull();
  });

  it("says who was signed in, not who is: after a sign-out elsewhere the copy still opens", async () => {
    const { auth, cookie, headers, read } = await copyOf("https://example.com/ada.png");
    await auth.api.revokeSessions({ headers });
    expect((await read(cookie))?.user.email).toBe(person.email);
    const query = { disableCookieCache: true };
    expect(await auth.api.getSession({ headers: requestWith(cookie).headers, query })).toBeNull();
  });
});
