import type { Metadata } from "next";
import Link from "next/link";
import { Avatar } from "@/components/avatar";
import { requireSession } from "@/lib/session";
import { localPath } from "@/lib/sign-in-path";

export const metadata: Metadata = { title: "Welcome" };

/** Where somebody new comes to from a provider. */
export default async function WelcomePage({ searchParams }: PageProps<"/welcome">) {
  const { user } = await requireSession();
  const target = localPath((await searchParams).from);
  return (
    <section className="card narrow outcome">
      <Avatar user={user} size="large" />
      <h1>Welcome, {user.name}</h1>
      <p>
        You have an account now, and no password to remember. Your name and{" "}
        <strong className="address">{user.email}</strong> came from the provider.
      </p>
      <p className="actions">
        <Link className="button" href={target}>
          Go on
        </Link>
        <Link className="button quiet" href="/profile">
          Edit your profile
        </Link>
      </p>
    </section>
  );
}
