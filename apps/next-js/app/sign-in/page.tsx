import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { SignInForm } from "@/components/sign-in-form";
import { getSession } from "@/lib/session";
import { localPath, signInNotices } from "@/lib/sign-in-path";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { from, notice } = await searchParams;
  const target = localPath(from);
  if (await getSession()) redirect(target);
  const said = Object.entries(signInNotices).find(([name]) => name === notice)?.[1];
  return (
    <section className="card narrow">
      <h1>Welcome back</h1>
      {said && (
        <p className={notice === "ended" ? "notice" : "notice good"} role="status">
          {said}
        </p>
      )}
      <SignInForm target={target} />
      <p className="aside">
        New here? <Link href="/sign-up">Create an account</Link>
      </p>
    </section>
  );
}
