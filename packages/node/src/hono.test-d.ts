// What handlers find in the context, with the fields of the instance and without a cast.
import { betterAuth } from "@better-auth/core";
import { Hono } from "hono";
import { requireSession, type SessionVariables, type SignedInVariables, sessionMiddleware } from "./hono";

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

/** In a chain each handler knows what stands before it. */
export const chained = new Hono()
  .on(["GET", "POST"], "/api/auth/*", (c) => auth.handler(c.req.raw))
  .use(sessionMiddleware(auth))
  .get("/", (c) => {
    expectType<Pair["user"] | null>()(c.get("user"));
    expectType<Pair["session"] | null>()(c.get("session"));
    expectType<string | null | undefined>()(c.var.user?.nickname);
    // @ts-expect-error: nobody may be signed in
    return c.text(c.get("user").name);
  })
  .get("/me", requireSession(auth), (c) => {
    expectType<string | null | undefined>()(c.get("user").nickname);
    expectType<string>()(c.get("session").team);
    return c.text(c.var.user.name);
  });

/** Without a chain the application says what its middleware puts in. */
const app = new Hono<{ Variables: SessionVariables<typeof auth> }>();
app.use("*", sessionMiddleware(auth));
app.get("/", (c) => {
  expectType<Pair["user"] | null>()(c.get("user"));
  return c.body(null);
});
app.get(
  "/me",
  requireSession(auth, (c) => c.redirect("/sign-in")),
  (c) => {
    expectType<string>()(c.get("session").team);
    return c.text(c.get("user").nickname ?? "");
  },
);

const inside = new Hono<{ Variables: SignedInVariables<typeof auth> }>();
inside.use(requireSession(auth));
inside.get("/", (c) => {
  expectType<Pair["user"]>()(c.get("user"));
  return c.body(null);
});
app.route("/inside", inside);

// @ts-expect-error: no instance
sessionMiddleware({});
