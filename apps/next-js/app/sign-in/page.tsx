import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { ProviderProblem } from "@/components/provider-problem";
import { SignInForm } from "@/components/sign-in-form";
import { hasLostItsWay } from "@/lib/provider-problems";
import { listProviders } from "@/lib/providers";
import { getSession } from "@/lib/session";
import { localPath, signInNotices } from "@/lib/sign-in-path";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { from, notice, error } = await searchParams;
  const target = localPath(from);
  if (await getSession())
    redirect(typeof error === "string" && hasLostItsWay(error) ? `/security?error=${error}` : target);
  const said = Object.entries(signInNotices).find(([name]) => name === notice)?.[1];
  return (
    <section className="card narrow">
      <h1>Welcome back</h1>
      {said && (
        <p className={notice === "ended" ? "notice" : "notice good"} role="status">
          {said}
        </p>
      )}
      {typeof error === "string" && <ProviderProblem code={error} />}
      <SignInForm target={target} providers={await listProviders()} />
      <p className="aside">
        New here? <Link href="/sign-up">Create an account</Link>
      </p>
    </section>
  );
}
