import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { EmailForm } from "@/components/profile/email-form";
import { PasswordForm } from "@/components/profile/password-form";
import { PictureForm } from "@/components/profile/picture-form";
import { ProfileForm } from "@/components/profile/profile-form";
import { auth } from "@/lib/auth";
import { findNewEmail } from "@/lib/new-email";
import { requireSession } from "@/lib/session";

export const metadata: Metadata = { title: "Profile" };

export default async function ProfilePage() {
  const { user } = await requireSession();
  const accounts = await auth.api.listUserAccounts({ headers: await headers() });
  const newEmail = await findNewEmail(await auth.$context, user);
  return (
    <div className="stack">
      <h1>Profile</h1>
      <section className="card" aria-labelledby="about">
        <h2 id="about">About you</h2>
        <PictureForm user={user} />
        <ProfileForm name={user.name} nickname={user.nickname ?? ""} username={user.displayUsername ?? ""} />
      </section>
      <section className="card" aria-labelledby="email">
        <h2 id="email">E-mail</h2>
        <EmailForm key={user.email} user={user} newEmail={newEmail} />
      </section>
      <section className="card" aria-labelledby="password">
        <h2 id="password">Password</h2>
        {accounts.some(({ providerId }) => providerId === "credential") ? (
          <PasswordForm email={user.email} />
        ) : (
          <p>
            You have none. <Link href="/forgot-password">Choose one</Link> by a link that we mail you.
          </p>
        )}
      </section>
      <section className="card" aria-labelledby="delete">
        <h2 id="delete">Delete the account</h2>
        <p>Everything that we know about you goes, at once and for good.</p>
        <p className="actions">
          <Link className="button danger" href="/delete-account">
            Delete the account …
          </Link>
        </p>
      </section>
    </div>
  );
}
