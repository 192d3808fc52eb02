import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { MailSignIn } from "@/components/mail-sign-in";
import { getSession } from "@/lib/session";
import { localPath, signInPath } from "@/lib/sign-in-path";

export const metadata: Metadata = { title: "Sign in by mail" };

/** Where a link that does not work leads as well, with an `error`. */
export default async function MailSignInPage({ searchParams }: PageProps<"/sign-in/mail">) {
  const { from, error } = await searchParams;
  const target = localPath(from);
  if (error === undefined && (await getSession())) redirect(target);
  return (
    <section className="card narrow">
      <MailSignIn target={target} problem={problemOf(error)} />
      <p className="aside">
        <Link href={signInPath({ from: target })}>Sign in another way</Link>
      </p>
    </section>
  );
}

function problemOf(error: unknown) {
  if (error === undefined) return undefined;
  return error === "new_user_signup_disabled" ? "no-account" : "broken-link";
}
