// Two-factor as it is documented: turned on, asked for, done on a device that is trusted from then on, turned off.
import { auth } from "./two-factor/auth";
import { authClient } from "./two-factor/auth-client";
import { location } from "./two-factor/browser";
import { disableTwoFactor, enableTwoFactor, signInWith2Factor, verifyTOTP } from "./two-factor/profile";

const [email, password] = ["ada@example.com", "correct horse"];
await authClient.signUp.email({ email, password, name: "Ada" });

const enabled = await enableTwoFactor(password);
const uri = new URL(enabled.data?.totpURI ?? "");
console.log(uri.protocol, uri.searchParams.get("issuer"), enabled.data?.backupCodes?.length);

/** What the authenticator app shows. */
async function code() {
  const secret = `base32:${uri.searchParams.get("secret")}`;
  return (await auth.api.generateTOTP({ body: { secret } })).code;
}
await authClient.twoFactor.verifyTotp({ code: await code() });
console.log((await authClient.getSession()).data?.user.twoFactorEnabled);

await authClient.signOut();
await signInWith2Factor(email, password);
console.log(location.href, (await authClient.getSession()).data);

// Half a minute later: a code is taken once.
const now = Date.now;
Date.now = () => now() + 30_000;
const verified = await verifyTOTP(await code());
console.log(verified.data?.user.email, (await authClient.getSession()).data?.user.email);

location.href = "/sign-in";
await authClient.signOut();
const trusted = await signInWith2Factor(email, password);
console.log(location.href, typeof trusted.data?.token);

console.log((await disableTwoFactor(password)).data?.status);
console.log((await authClient.getSession()).data?.user.twoFactorEnabled);
