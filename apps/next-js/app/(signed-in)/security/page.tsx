import { getAuthenticatorName } from "@better-auth/passkey";
import { isAPIError } from "better-auth/api";
import type { Metadata } from "next";
import { cookies, headers } from "next/headers";
import { AccountList } from "@/components/security/account-list";
import { PasskeyList } from "@/components/security/passkey-list";
import { TrustedDeviceList } from "@/components/security/trusted-device-list";
import { TwoFactor } from "@/components/security/two-factor";
import { auth } from "@/lib/auth";
import { listProviders, type Provider } from "@/lib/providers";
import { findSecondFactor } from "@/lib/second-factor";
import { requireSession } from "@/lib/session";
import { listTrustedDevices } from "@/lib/trusted-devices";

export const metadata: Metadata = { title: "Security" };

/** Where a link to a provider's account leads back to as well, with `linked` or an `error`. */
export default async function SecurityPage({ searchParams }: PageProps<"/security">) {
  const { user } = await requireSession();
  const { linked, error } = await searchParams;
  const sent = await headers();
  const context = await auth.$context;
  const accounts = await auth.api.listUserAccounts({ headers: sent });
  const providers = await listProviders();
  const passkeys = await auth.api.listPasskeys({ headers: sent });
  const secondFactor = await findSecondFactor(context, user);
  const trustCookie = (await cookies()).get(context.createAuthCookie("trust_device").name)?.value;
  return (
    <div className="stack">
      <header>
        <h1>Security</h1>
        <p className="lead">How you prove that it is you.</p>
      </header>
      {!user.emailVerified && (
        <p className="notice">
          Verify your address first. Until then anybody could have signed up with it, so the first sign-in by mail takes
          passkeys and two-factor away again.
        </p>
      )}
      <section className="card parts" aria-labelledby="two-factor">
        <h2 id="two-factor">
          Two-factor <span className={secondFactor ? "badge" : "badge open"}>{secondFactor ? "on" : "off"}</span>
        </h2>
        <TwoFactor
          email={user.email}
          hasPassword={accounts.some(({ providerId }) => providerId === "credential")}
          state={secondFactor && { hasApp: secondFactor.hasApp, backupCodesLeft: await countBackupCodes(user.id) }}
        />
      </section>
      {secondFactor && (
        <section className="card parts" aria-labelledby="devices">
          <h2 id="devices">Trusted devices</h2>
          <TrustedDeviceList
            devices={await listTrustedDevices(context, user.id, secondFactor.enabledAt, trustCookie)}
            now={Date.now()}
          />
        </section>
      )}
      <section className="card parts" aria-labelledby="ways">
        <h2 id="ways">Ways to sign in</h2>
        <AccountList
          accounts={accounts.map(({ id, providerId, createdAt }) => ({
            id,
            providerId,
            label: nameOf(providerId, providers),
            createdAt,
          }))}
          providers={providers.filter(({ id }) => accounts.every(({ providerId }) => providerId !== id))}
          linked={typeof linked === "string" ? linked : undefined}
          problem={typeof error === "string" ? error : undefined}
        />
      </section>
      <section className="card parts" aria-labelledby="passkeys">
        <h2 id="passkeys">Passkeys</h2>
        <PasskeyList
          passkeys={passkeys.map(({ id, name, aaguid, createdAt, backedUp }) => ({
            id,
            label: name || (getAuthenticatorName(aaguid) ?? "Passkey"),
            isSynced: backedUp,
            createdAt: createdAt ?? null,
          }))}
        />
      </section>
    </div>
  );
}

function nameOf(providerId: string, providers: Provider[]): string {
  if (providerId === "credential") return "E-mail and password";
  return providers.find(({ id }) => id === providerId)?.name ?? providerId;
}

async function countBackupCodes(userId: string): Promise<number> {
  try {
    return (await auth.api.viewBackupCodes({ body: { userId } })).backupCodes.length;
  } catch (error) {
    if (isAPIError(error) && error.body?.code === "BACKUP_CODES_NOT_ENABLED") return 0;
    throw error;
  }
}
