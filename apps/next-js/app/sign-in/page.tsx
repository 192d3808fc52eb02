import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { SignInForm } from "@/components/sign-in-form";
import { getSession } from "@/lib/session";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage() {
  if (await getSession()) redirect("/dashboard");
  return (
    <section className="card narrow">
      <h1>Welcome back</h1>
      <SignInForm />
      <p className="aside">
        New here? <Link href="/sign-up">Create an account</Link>
      </p>
    </section>
  );
}
