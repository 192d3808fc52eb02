import type { Metadata } from "next";
import { ConfirmDeletion } from "@/components/confirm-deletion";
import { requireSession } from "@/lib/session";

export const metadata: Metadata = { title: "Delete the account" };

// Not among the pages that leave for the sign-in form once the session is over: this one ends it, and says goodbye.
export default async function ConfirmDeletionPage({ searchParams }: PageProps<"/delete-account/confirm">) {
  const { user } = await requireSession();
  const { token } = await searchParams;
  return (
    <section className="card narrow">
      <ConfirmDeletion email={user.email} token={String(token)} />
    </section>
  );
}
