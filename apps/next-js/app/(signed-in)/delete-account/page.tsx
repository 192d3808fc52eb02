import type { Metadata } from "next";
import { headers } from "next/headers";
import { DeleteAccountForm } from "@/components/delete-account-form";
import { auth } from "@/lib/auth";
import { requireSession } from "@/lib/session";

export const metadata: Metadata = { title: "Delete the account" };

export default async function DeleteAccountPage() {
  const { user } = await requireSession();
  const accounts = await auth.api.listUserAccounts({ headers: await headers() });
  return (
    <section className="card narrow">
      <DeleteAccountForm
        email={user.email}
        hasPassword={accounts.some(({ providerId }) => providerId === "credential")}
      />
    </section>
  );
}
