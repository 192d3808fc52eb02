import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { ProviderButtons } from "@/components/provider-buttons";
import { ProviderProblem } from "@/components/provider-problem";
import { SignUpForm } from "@/components/sign-up-form";
import { listProviders } from "@/lib/providers";
import { getSession } from "@/lib/session";

export const metadata: Metadata = { title: "Sign up" };

export default async function SignUpPage({ searchParams }: PageProps<"/sign-up">) {
  const { error } = await searchParams;
  if (await getSession()) redirect("/dashboard");
  const providers = await listProviders();
  return (
    <section className="card narrow">
      <h1>Create an account</h1>
      {typeof error === "string" && <ProviderProblem code={error} />}
      {providers.length > 0 && (
        <div className="ways stacked first">
          <ProviderButtons providers={providers} target="/dashboard" returnTo="/sign-up" />
          <p className="or">or by e-mail</p>
        </div>
      )}
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
