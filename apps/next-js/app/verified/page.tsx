import type { Metadata } from "next";
import Link from "next/link";
import { TellOtherTabs } from "@/components/tell-other-tabs";
import { linkProblem } from "@/lib/link-problems";
import { getSession } from "@/lib/session";

export const metadata: Metadata = { title: "Verify your address" };

/** Where the link in a verification mail leads. */
export default async function VerifiedPage({ searchParams }: PageProps<"/verified">) {
  const { error } = await searchParams;
  const session = await getSession();
  const [href, label] = session ? ["/dashboard", "To the dashboard"] : ["/sign-in", "Sign in"];
  return (
    <section className="card narrow outcome">
      {error === undefined ? (
        <>
          <TellOtherTabs />
          <h1>Your address is verified</h1>
          <p>Thank you. Now we can mail you a link whenever you forget your password.</p>
        </>
      ) : (
        <>
          <h1>This link does not work</h1>
          <p>
            {linkProblem(error)} {session ? "The dashboard" : "After you have signed in, the dashboard"} sends another
            one.
          </p>
        </>
      )}
      <p className="actions">
        <Link className="button" href={href}>
          {label}
        </Link>
      </p>
    </section>
  );
}
