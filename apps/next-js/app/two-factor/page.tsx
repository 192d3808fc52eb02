import type { Metadata } from "next";
import { cookies } from "next/headers";
import Link from "next/link";
import { redirect } from "next/navigation";
import { SecondStepForm } from "@/components/second-step-form";
import { auth } from "@/lib/auth";
import { readSecondSteps } from "@/lib/second-step";
import { getSession } from "@/lib/session";
import { localPath, signInPath } from "@/lib/sign-in-path";

export const metadata: Metadata = { title: "One more step" };

/** The second step of a sign-in. */
export default async function TwoFactorPage({ searchParams }: PageProps<"/two-factor">) {
  // A form leads here with the first two, the link of a mail with the others.
  const { from, methods, callbackURL, twoFactorMethods } = await searchParams;
  const target = localPath(from ?? callbackURL);
  if (await getSession()) redirect(target);
  const { name } = (await auth.$context).createAuthCookie("two_factor");
  if (!(await cookies()).has(name)) {
    return (
      <section className="card narrow outcome">
        <h1>No sign-in is waiting</h1>
        <p>The second step has to come within ten minutes after the first one, in the same browser.</p>
        <p className="actions">
          <Link className="button" href={signInPath({ from: target })}>
            Sign in
          </Link>
        </p>
      </section>
    );
  }
  return (
    <section className="card narrow">
      <SecondStepForm steps={readSecondSteps(methods ?? twoFactorMethods)} target={target} />
      <p className="aside">
        <Link href={signInPath({ from: target })}>Begin again</Link>
      </p>
    </section>
  );
}
