import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { SignUpForm } from "@/components/sign-up-form";
import { getSession } from "@/lib/session";

export const metadata: Metadata = { title: "Sign up" };

export default async function SignUpPage() {
  if (await getSession()) redirect("/dashboard");
  return (
    <section className="card narrow">
      <h1>Create an account</h1>
      <SignUpForm />
      <p className="hint">
        Any address will do: we write to it, but the mail stays in the <Link href="/outbox">outbox</Link>.
      </p>
      <p className="aside">
        Been here before? <Link href="/sign-in">Sign in</Link>
      </p>
    </section>
  );
}
