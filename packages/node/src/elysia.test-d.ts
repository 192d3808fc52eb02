// What handlers find in the context, with the fields of the instance and without a cast.
import { betterAuth } from "@better-auth/core";
import { Elysia } from "elysia";
import { requireSession, sessionMacro } from "./elysia";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function expectType<T>(): <U>(
  value: U,
  ...proof: Equal<T, U> extends true ? [] : [{ expected: T; got: U }]
) => void;

const auth = betterAuth({
  user: { additionalFields: { nickname: { type: "string", required: false } } },
  session: { additionalFields: { team: { type: "string" } } },
});
type Pair = typeof auth.$Infer.Session;

export const app = new Elysia()
  .macro({ visitor: sessionMacro(auth), auth: requireSession(auth) })
  .get(
    "/",
    ({ user, session }) => {
      expectType<Pair["user"] | null>()(user);
      expectType<Pair["session"] | null>()(session);
      // @ts-expect-error: nobody may be signed in
      return user.name;
    },
    { visitor: true },
  )
  .get(
    "/me",
    ({ user, session }) => {
      expectType<string | null | undefined>()(user.nickname);
      expectType<string>()(session.team);
      return user.name;
    },
    { auth: true },
  )
  // @ts-expect-error: a route without the macro has no user
  .get("/other", ({ user }) => user);

type Answer = (typeof app)["~Routes"]["me"]["get"]["response"][200];
declare const answer: Answer;
expectType<string>()(answer);

// @ts-expect-error: no instance
requireSession({});
