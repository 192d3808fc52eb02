import type { Metadata } from "next";
import Link from "next/link";
import { TellOtherTabs } from "@/components/tell-other-tabs";
import { auth } from "@/lib/auth";
import { linkProblem } from "@/lib/link-problems";
import { findNewEmail } from "@/lib/new-email";
import { getSession } from "@/lib/session";

export const metadata: Metadata = { title: "Change of address" };

/** Where both links of a change of address lead. */
export default async function EmailChangePage({ searchParams }: PageProps<"/email-change">) {
  const { error } = await searchParams;
  const session = await getSession();
  const newEmail = session && (await findNewEmail(await auth.$context, session.user));
  return (
    <section className="card narrow outcome">
      {error !== undefined ? (
        <>
          <h1>This link does not work</h1>
          <p>{linkProblem(error)} Your address is as it was.</p>
        </>
      ) : newEmail ? (
        <>
          <h1>One more step</h1>
          <p>
            Thank you. Now open the link that we have mailed to <strong className="address">{newEmail}</strong>.
          </p>
        </>
      ) : session ? (
        <>
          <h1>Your address is changed</h1>
          <p>
            From now on it is <strong className="address">{session.user.email}</strong>.
          </p>
        </>
      ) : (
        <>
          <h1>Thank you</h1>
          <p>Your answer counts. Sign in to see how your address stands.</p>
        </>
      )}
      <TellOtherTabs />
      <p className="actions">
        {newEmail && error === undefined && (
          <Link className="button" href="/outbox">
            Open the outbox
          </Link>
        )}
        <Link className={newEmail && error === undefined ? "button quiet" : "button"} href="/profile">
          {session ? "To the profile" : "Sign in"}
        </Link>
      </p>
    </section>
  );
}
