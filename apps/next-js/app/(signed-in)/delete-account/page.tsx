import type { Metadata } from "next";
import { DeleteAccountForm } from "@/components/delete-account-form";
import { requireSession } from "@/lib/session";

export const metadata: Metadata = { title: "Delete the account" };

export default async function DeleteAccountPage() {
  const { user } = await requireSession();
  return (
    <section className="card narrow">
      <DeleteAccountForm email={user.email} />
    </section>
  );
}
