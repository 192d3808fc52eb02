// What fits into Astro, in Astro's own types; and what pages see.
import { betterAuth } from "@better-auth/core";
import type { APIContext, APIRoute, AstroGlobal, MiddlewareHandler } from "astro";
import { astroCookies, astroMiddleware, getSession, toAstroHandler } from "./index";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function expectType<T>(): <U>(
  value: U,
  ...proof: Equal<T, U> extends true ? [] : [{ expected: T; got: U }]
) => void;

const auth = betterAuth({
  user: { additionalFields: { nickname: { type: "string", required: false } } },
  plugins: [astroCookies()],
});

export const { GET, POST, ALL }: Record<"GET" | "POST" | "ALL", APIRoute> = toAstroHandler(auth);
export const plain: APIRoute = ({ request }) => auth.handler(request);
export const onRequest: MiddlewareHandler = astroMiddleware(auth);

export async function read(
  page: AstroGlobal,
  endpoint: APIContext,
  action: Pick<APIContext, "request" | "cookies" | "locals">,
) {
  for (const context of [page, endpoint, action]) {
    const pair = await getSession(auth, context);
    expectType<typeof auth.$Infer.Session | null>()(pair);
    expectType<string | null | undefined>()(pair?.user.nickname);
    expectType<Date | undefined>()(pair?.session.expiresAt);
  }
}
