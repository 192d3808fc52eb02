import { createAuthClient } from "@better-auth/client";
import { betterAuth } from "@better-auth/core";
import { expectTypeOf } from "vitest";
import { getAuthenticatorName, type Passkey, passkey } from ".";
import { type AuthenticationResponseJSON, type PublicKeyCredentialRequestOptionsJSON, passkeyClient } from "./client";

const auth = betterAuth({
  plugins: [
    passkey({
      rpID: "example.com",
      origin: ["https://example.com"],
      authenticatorSelection: { userVerification: "required" },
      registration: {
        requireSession: false,
        resolveUser: ({ context }) => ({ id: "x", name: context ?? "" }),
        afterVerification: async ({ user, verification }) => {
          expectTypeOf(verification.registrationInfo?.aaguid).toEqualTypeOf<string | undefined>();
          return { userId: user.id };
        },
      },
    }),
  ],
});
passkey();
// @ts-expect-error: whoever registers has an id
passkey({ registration: { resolveUser: () => ({ name: "x" }) } });
// @ts-expect-error: there is no such column
passkey({ schema: { passkey: { fields: { secret: "x" } } } });

const headers = new Headers();
expectTypeOf(await auth.api.listPasskeys({ headers })).toEqualTypeOf<Passkey[]>();
expectTypeOf(
  (await auth.api.updatePasskey({ body: { id: "x", name: "y" }, headers })).passkey,
).toEqualTypeOf<Passkey>();
expectTypeOf(
  await auth.api.generatePasskeyAuthenticationOptions(),
).toEqualTypeOf<PublicKeyCredentialRequestOptionsJSON>();
const response = {} as AuthenticationResponseJSON;
const signedIn = await auth.api.verifyPasskeyAuthentication({ body: { response }, headers });
expectTypeOf(signedIn.session.token).toEqualTypeOf<string>();
// @ts-expect-error: whoever deletes is signed in, which the headers say
auth.api.deletePasskey({ body: { id: "x" } });

const client = createAuthClient({ plugins: [passkeyClient()] });
const added = await client.passkey.addPasskey({ name: "Laptop", authenticatorAttachment: "platform" });
expectTypeOf(added.data?.credentialID).toEqualTypeOf<string | undefined>();
expectTypeOf(added.error?.code).toEqualTypeOf<string | undefined>();
expectTypeOf(added.webauthn?.response.response.attestationObject).toEqualTypeOf<string | undefined>();
// @ts-expect-error: there is no such attachment
client.passkey.addPasskey({ authenticatorAttachment: "near" });
expectTypeOf((await client.signIn.passkey()).data?.user.email).toEqualTypeOf<string | undefined>();
expectTypeOf((await client.signIn.passkey({ autoFill: true }, { throw: true })).user.email).toEqualTypeOf<string>();
expectTypeOf((await client.passkey.listUserPasskeys()).data).toEqualTypeOf<Passkey[] | null>();
expectTypeOf(client.useListPasskeys.get().data).toEqualTypeOf<Passkey[] | null>();
expectTypeOf(client.$ERROR_CODES.AUTH_CANCELLED.code).toEqualTypeOf<"AUTH_CANCELLED">();
expectTypeOf(getAuthenticatorName(added.data?.aaguid)).toEqualTypeOf<string | undefined>();

const throwing = createAuthClient({ plugins: [passkeyClient()], fetchOptions: { throw: true } });
expectTypeOf((await throwing.signIn.passkey()).user.email).toEqualTypeOf<string>();
