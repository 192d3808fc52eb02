import type { Metadata } from "next";
import { PasswordForm } from "@/components/password-form";
import { ProfileForm } from "@/components/profile-form";
import { requireSession } from "@/lib/session";

export const metadata: Metadata = { title: "Profile" };

export default async function ProfilePage() {
  const { user } = await requireSession();
  return (
    <div className="stack">
      <h1>Profile</h1>
      <section className="card" aria-labelledby="about">
        <h2 id="about">About you</h2>
        <ProfileForm name={user.name} nickname={user.nickname ?? ""} />
      </section>
      <section className="card" aria-labelledby="password">
        <h2 id="password">Password</h2>
        <PasswordForm email={user.email} />
      </section>
    </div>
  );
}
