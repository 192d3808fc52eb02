import { createAuthEndpoint } from "@better-auth/core/api";
import { parseSessionOutput, parseUserOutput } from "@better-auth/core/db";
import { APIError } from "@better-auth/core/error";
import { signInUser } from "@better-auth/core/lifecycle";
import type { GenericEndpointContext } from "@better-auth/core/types";
import * as z from "@better-auth/core/zod";
import type { RegistrationResponseJSON, VerifiedRegistrationResponse } from "@simplewebauthn/server";
import { type Challenge, spendChallenge, storeChallenge } from "./challenge";
import { createPasskey, isRegistered, listOf } from "./credentials";
import { PASSKEY_ERROR_CODES } from "./error-codes";
import { extensionsFor } from "./extensions";
import { passkeyName } from "./passkey-name";
import { isUsableKey } from "./public-key";
import { findOwner, findRegistrant, registrationGuard } from "./registrant";
import { ALGORITHMS, originsOf, requiresUserVerification, rpIDOf, rpNameOf } from "./relying-party";
import { descriptorOf, toStored } from "./transports";
import type { PasskeyOptions } from "./types";

const query = z.optional(
  z.object({
    authenticatorAttachment: z.optional(z.enum(["platform", "cross-platform"])),
    name: z.optional(passkeyName),
    context: z.optional(z.string()),
  }),
);

const body = z.object({
  // Its form is judged when it is verified.
  response: z.custom((value) => value !== undefined, "Invalid input: expected nonoptional, received undefined"),
  name: z.optional(passkeyName),
  createSession: z.optional(z.boolean()),
});

function refusal(status: "BAD_REQUEST" | "UNAUTHORIZED", code: keyof typeof PASSKEY_ERROR_CODES): APIError {
  return APIError.from(status, PASSKEY_ERROR_CODES[code]);
}

/** In base64url: 1023 bytes (WebAuthn §4, "credential ID"). */
const LONGEST_ID = 1364;

type Info = NonNullable<VerifiedRegistrationResponse["registrationInfo"]>;

/** Checks an answer against its challenge (WebAuthn §7.1). Whatever is wrong with it, it is one refusal. */
async function verify(
  ctx: GenericEndpointContext,
  options: PasskeyOptions,
  { expectedChallenge }: Challenge,
  response: RegistrationResponseJSON,
): Promise<{ verification: VerifiedRegistrationResponse; info: Info }> {
  const { verifyRegistrationResponse } = await import("@simplewebauthn/server");
  const expectedRPID = await rpIDOf(ctx, options);
  const verification = await verifyRegistrationResponse({
    response,
    expectedChallenge,
    expectedOrigin: originsOf(ctx, options),
    expectedRPID,
    requireUserVerification: requiresUserVerification(options),
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch((error: unknown) => {
    ctx.context.logger.debug("passkey: the answer to a registration was refused.", error);
    throw refusal("BAD_REQUEST", "FAILED_TO_VERIFY_REGISTRATION");
  });
  const { verified, registrationInfo: info } = verification;
  const isWhole = verified && info.credential.id.length <= LONGEST_ID && (await isUsableKey(info.credential.publicKey));
  if (!isWhole) throw refusal("BAD_REQUEST", "FAILED_TO_VERIFY_REGISTRATION");
  return { verification, info };
}

/** Registering a passkey: options for the browser, and the answer of the authenticator. */
export function makeRegistrationEndpoints(options: PasskeyOptions) {
  const { registration } = options;
  const guard = registrationGuard(options);
  return {
    generatePasskeyRegistrationOptions: createAuthEndpoint(
      "/passkey/generate-register-options",
      { method: "GET", operationId: "generatePasskeyRegistrationOptions", query, use: [guard] },
      async (ctx) => {
        const { session } = ctx.context;
        const { authenticatorAttachment, name, context } = ctx.query ?? {};
        const user = await findRegistrant(ctx, session, options, context);
        const { generateRegistrationOptions } = await import("@simplewebauthn/server");
        const made = await generateRegistrationOptions({
          rpName: rpNameOf(ctx, options),
          rpID: await rpIDOf(ctx, options),
          userName: name || user.name,
          userDisplayName: user.displayName || user.name,
          attestationType: "none",
          // What somebody has registered is told to nobody but them.
          excludeCredentials: session === null ? [] : (await listOf(ctx, user.id)).map(descriptorOf),
          authenticatorSelection: {
            residentKey: "preferred",
            userVerification: "preferred",
            ...options.authenticatorSelection,
            ...(requiresUserVerification(options) && { userVerification: "required" }),
            ...(authenticatorAttachment && { authenticatorAttachment }),
          },
          supportedAlgorithmIDs: ALGORITHMS,
          ...(await extensionsFor(ctx, registration?.extensions)),
        });
        await storeChallenge(ctx, options, {
          type: "registration",
          expectedChallenge: made.challenge,
          userData: user,
          isSignedIn: session !== null,
          isProved: session?.user.emailVerified,
          context,
        });
        return made;
      },
    ),
    verifyPasskeyRegistration: createAuthEndpoint(
      "/passkey/verify-registration",
      { method: "POST", operationId: "passkeyVerifyRegistration", body, use: [guard], requireHeaders: true },
      async (ctx) => {
        const { session } = ctx.context;
        const challenge = await spendChallenge(ctx, options, "registration");
        if (challenge?.userData === undefined) throw refusal("BAD_REQUEST", "CHALLENGE_NOT_FOUND");
        const { userData: user, isSignedIn, isProved, context } = challenge;
        // Who began it ends it.
        if (session === null ? isSignedIn : session.user.id !== user.id) {
          throw refusal("UNAUTHORIZED", "YOU_ARE_NOT_ALLOWED_TO_REGISTER_THIS_PASSKEY");
        }
        const response = ctx.body.response as RegistrationResponseJSON;
        const { verification, info } = await verify(ctx, options, challenge, response);
        // Asked before the application makes a user for it.
        if (await isRegistered(ctx, info.credential.id)) throw refusal("BAD_REQUEST", "PREVIOUSLY_REGISTERED");

        const said = await registration?.afterVerification?.({
          ctx,
          verification,
          user,
          clientData: response,
          context,
        });
        const userId = findOwner(user, session, said?.userId);
        const owner = session?.user ?? (await ctx.context.internalAdapter.findUserById(userId));
        if (owner === null) throw APIError.from("INTERNAL_SERVER_ERROR", PASSKEY_ERROR_CODES.USER_NOT_FOUND);

        const wasProved = isProved !== false && owner.emailVerified;
        const passkey = await createPasskey(
          ctx,
          { owner, wasProved },
          {
            name: ctx.body.name || said?.name || null,
            publicKey: toBase64(info.credential.publicKey),
            credentialID: info.credential.id,
            counter: info.credential.counter,
            deviceType: info.credentialDeviceType,
            backedUp: info.credentialBackedUp,
            transports: toStored(response.response.transports),
            createdAt: new Date(),
            aaguid: info.aaguid,
          },
        );
        if (passkey === null) throw refusal("BAD_REQUEST", "PREVIOUSLY_REGISTERED");
        if (ctx.body.createSession !== true) return passkey;

        // A new key proves nothing about an account that was there before it, so it is no second factor yet.
        const pair = session ?? (await signIn(ctx, owner));
        if (pair === null) return passkey;
        const { options: auth } = ctx.context;
        return {
          ...passkey,
          session: parseSessionOutput(auth, pair.session),
          user: parseUserOutput(auth, pair.user),
        };
      },
    ),
  };
}

async function signIn(ctx: GenericEndpointContext, user: Parameters<typeof signInUser>[1]) {
  const done = await signInUser(ctx, user, { id: "passkey" });
  return done.status === "issued" ? done : null;
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
