import type { Metadata } from "next";
import Link from "next/link";
import { CompleteSignUpForm } from "@/components/complete-sign-up-form";
import { missingEmailProblem } from "@/lib/missing-email-problems";
import { listProviders } from "@/lib/providers";

export const metadata: Metadata = { title: "Your e-mail address" };

/** Where people come to whose provider tells no address, and where a link in their mail leads that does not work. */
export default async function CompleteSignUpPage({ searchParams }: PageProps<"/complete-sign-up">) {
  const { provider: id, error } = await searchParams;
  const provider = (await listProviders()).find((one) => one.id === id);
  return (
    <section className="card narrow">
      <CompleteSignUpForm provider={provider?.name ?? "The provider"} problem={missingEmailProblem(error)} />
      <p className="aside">
        <Link href="/sign-in">Begin again, or sign in another way</Link>
      </p>
    </section>
  );
}
