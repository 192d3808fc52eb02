import { getSessionCookie } from "better-auth/cookies";
import { type NextRequest, NextResponse } from "next/server";

// Spares visitors without a cookie a render. It protects nothing: anybody can send a cookie of that name.
// The pages themselves ask who it is (lib/session.ts).
export function proxy(request: NextRequest) {
  if (getSessionCookie(request) !== null) return NextResponse.next();
  return NextResponse.redirect(new URL("/sign-in", request.url));
}

export const config = { matcher: ["/dashboard", "/profile", "/sessions"] };
