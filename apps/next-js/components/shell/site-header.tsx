"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { authClient } from "@/lib/auth-client";
import { AccountMenu } from "./account-menu";
import { Icon } from "./icon";

const pages = [
  ["/dashboard", "Dashboard", "dashboard"],
  ["/sessions", "Sessions", "sessions"],
  ["/security", "Security", "security"],
  ["/profile", "Profile", "profile"],
] as const;

export function SiteHeader() {
  const path = usePathname();
  const { data: session, isPending } = authClient.useSession();
  return (
    <header className="site">
      <Link className="brand" href="/">
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M12 2a5 5 0 0 0-5 5v3H6a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-8a2 2 0 0 0-2-2h-1V7a5 5 0 0 0-5-5Zm-3 8V7a3 3 0 0 1 6 0v3Z" />
        </svg>
        <span>Better Auth</span>
      </Link>
      {session && (
        <nav aria-label="Main">
          {pages.map(([href, label, icon]) => (
            <Link key={href} href={href} aria-current={path === href ? "page" : undefined}>
              <Icon name={icon} />
              {label}
            </Link>
          ))}
        </nav>
      )}
      <div className="account">
        {isPending ? (
          <span className="placeholder" aria-hidden="true" />
        ) : session ? (
          <AccountMenu user={session.user} />
        ) : (
          <>
            <Link className="button small quiet" href="/sign-in">
              Sign in
            </Link>
            <Link className="button small" href="/sign-up">
              Sign up
            </Link>
          </>
        )}
      </div>
    </header>
  );
}
