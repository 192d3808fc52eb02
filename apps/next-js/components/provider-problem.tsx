import Link from "next/link";
import type { ReactNode } from "react";
import { type Mend, providerProblem } from "@/lib/provider-problems";
import { mailPath, signInPath } from "@/lib/sign-in-path";

const mends: Record<Mend, ReactNode> = {
  "sign-in-as-before": (
    <>
      <Link href={signInPath({ from: "/security" })}>Sign in as before</Link>, verify the address and link the account
      under Security. Or <Link href={mailPath("/security")}>sign in by a mail</Link>: after that, this button works,
      too.
    </>
  ),
  "sign-up": <Link href="/sign-up">Sign up with a password</Link>,
};

/** Why somebody who comes back from a provider is not signed in, and what to do. */
export function ProviderProblem({ code }: { code: string }) {
  const { text, mend } = providerProblem(code);
  return (
    <p className="notice bad" role="alert">
      {text} {mend && mends[mend]}
    </p>
  );
}
