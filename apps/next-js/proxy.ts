import { getSessionCookie } from "better-auth/cookies";
import { type NextRequest, NextResponse } from "next/server";
import { signInPath } from "./lib/sign-in-path";

// Spares visitors without a cookie a render. It protects nothing: anybody can send a cookie of that name.
// The pages themselves ask who it is (lib/session.ts); the header tells them where to lead back to.
export function proxy(request: NextRequest) {
  const path = request.nextUrl.pathname + request.nextUrl.search;
  if (getSessionCookie(request) === null) {
    const headers = { "cache-control": "private, no-store" };
    return NextResponse.redirect(new URL(signInPath({ from: path }), request.url), { headers });
  }
  const headers = new Headers(request.headers);
  headers.set("x-path", path);
  return NextResponse.next({ request: { headers } });
}

export const config = {
  matcher: ["/dashboard", "/profile", "/sessions", "/security", "/welcome", "/delete-account/:path*"],
};
