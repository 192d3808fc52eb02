import type { Metadata } from "next";
import Link from "next/link";
import { ResetPasswordForm } from "@/components/reset-password-form";

export const metadata: Metadata = { title: "Choose a new password" };

/** Where the link in the mail leads, with a `token`, or with an `error`. */
export default async function ResetPasswordPage({ searchParams }: PageProps<"/reset-password">) {
  const { token } = await searchParams;
  if (typeof token === "string") {
    return (
      <section className="card narrow">
        <h1>Choose a new password</h1>
        <p className="lead">Afterwards every browser is signed out, and you sign in with the new one.</p>
        <ResetPasswordForm token={token} />
      </section>
    );
  }
  return (
    <section className="card narrow outcome">
      <h1>This link does not work</h1>
      <p>It is too old, it was used, or the password has changed since. Ask for another one.</p>
      <p className="actions">
        <Link className="button" href="/forgot-password">
          Mail me another link
        </Link>
      </p>
    </section>
  );
}
