import { passkeyClient } from "@better-auth/passkey/client";
import { emailOTPClient, magicLinkClient, twoFactorClient, usernameClient } from "better-auth/client/plugins";
import { createAuthClient } from "better-auth/react";

export const authClient = createAuthClient({
  baseURL: "http://localhost:3000",
  plugins: [emailOTPClient(), magicLinkClient(), passkeyClient(), twoFactorClient(), usernameClient()],
});

export function useIt() {
  const session = authClient.useSession();
  const id: string | undefined = session.data?.user.id;
  const name: string | null | undefined = session.data?.user.username;
  return {
    id,
    name,
    isPending: session.isPending,
    refetch: session.refetch,
    passkeys: authClient.useListPasskeys().data,
  };
}

export async function go() {
  const { data, error } = await authClient.signIn.email({ email: "a", password: "b" });
  const signUp = await authClient.signUp.email({ email: "a", password: "b", name: "c", username: "d" });
  const byName = await authClient.signIn.username({ username: "a", password: "b" });
  const byCode = await authClient.signIn.emailOtp({ email: "a", otp: "b" });
  const byLink = await authClient.signIn.magicLink({ email: "a" });
  const byPasskey = await authClient.signIn.passkey({ autoFill: true });
  const enabled = await authClient.twoFactor.enable({ password: "a" });
  const verified = await authClient.twoFactor.verifyTotp({ code: "a", trustDevice: true });
  const added = await authClient.passkey.addPasskey({ name: "a" });
  return { data, error, signUp, byName, byCode, byLink, byPasskey, enabled, verified, added };
}

export type ClientSession = typeof authClient.$Infer.Session;
