import type { ReactNode } from "react";
import { FollowSession } from "@/components/follow-session";
import { VerifyAddress } from "@/components/verify-address";
import { requireSession } from "@/lib/session";

// A layout is not rendered again when people move between its pages, so each page asks for the session as well.
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const session = await requireSession();
  return (
    <>
      <FollowSession session={session} />
      {!session.user.emailVerified && <VerifyAddress email={session.user.email} />}
      {children}
    </>
  );
}
