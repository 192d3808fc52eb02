import { describe, expect, it } from "vitest";
import { createAuthEndpoint, getSessionFromCtx } from "../api";
import { defineRequestState, getCurrentAuthContext } from "../context";
import { makeAuth } from "../test-support/instance";

const seen = defineRequestState<string | null>(() => null);
const pause = () => new Promise((done) => setTimeout(done, Math.random() * 5));

/** Reads who is calling in every way there is, with pauses in which other requests run. */
const mirror = {
  id: "mirror",
  endpoints: {
    mirror: createAuthEndpoint("/mirror", { method: "GET" }, async (ctx) => {
      const session = await getSessionFromCtx(ctx);
      const email = session?.user.email ?? null;
      await seen.set(email);
      await pause();
      const ambient = await getCurrentAuthContext();
      await pause();
      const again = (await getSessionFromCtx(ambient))?.user.email ?? null;
      return { email, again, state: await seen.get(), own: ctx.context.session?.user.email ?? null };
    }),
  },
};

describe("requests at the same time", () => {
  it("a thousand interleaved requests each see their own user and state (advisory 53)", {
    timeout: 60_000,
  }, async () => {
    const { browser } = await makeAuth({ plugins: [mirror] });
    const people = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const person = browser(`person${index}`);
        await person.signUp();
        return person;
      }),
    );
    const answers = await Promise.all(
      Array.from({ length: 1000 }, async (_, index) => {
        const person = index % 21 === 20 ? null : people[index % 21];
        const { body } = await (person ?? browser("nobody")).get("/mirror");
        return { body, email: person?.email ?? null };
      }),
    );
    for (const { body, email } of answers) expect(body).toEqual({ email, again: email, state: email, own: email });
  });
});
