import type { ReactNode } from "react";
import { FollowSession } from "@/components/follow-session";
import { requireSession } from "@/lib/session";

// A layout is not rendered again when people move between its pages, so each page asks for the session as well.
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <FollowSession session={await requireSession()} />
      {children}
    </>
  );
}
