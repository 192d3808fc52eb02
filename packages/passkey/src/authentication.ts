import { createAuthEndpoint, getSessionFromCtx } from "@better-auth/core/api";
import { parseSessionOutput, parseUserOutput } from "@better-auth/core/db";
import { APIError } from "@better-auth/core/error";
import { reportFailedSignIn, signInUser } from "@better-auth/core/lifecycle";
import type { GenericEndpointContext } from "@better-auth/core/types";
import * as z from "@better-auth/core/zod";
import type { AuthenticationResponseJSON, VerifiedAuthenticationResponse } from "@simplewebauthn/server";
import { type Challenge, spendChallenge, storeChallenge } from "./challenge";
import { findByCredential, listOf, recordUse } from "./credentials";
import { PASSKEY_ERROR_CODES } from "./error-codes";
import { extensionsFor } from "./extensions";
import { originsOf, requiresUserVerification, rpIDOf } from "./relying-party";
import { descriptorOf } from "./transports";
import type { Passkey, PasskeyOptions } from "./types";

const FACTOR = "passkey";

const body = z.object({ response: z.record(z.string(), z.any()) });

interface Failure {
  readonly status: "BAD_REQUEST" | "UNAUTHORIZED";
  readonly code: "CHALLENGE_NOT_FOUND" | "PASSKEY_NOT_FOUND" | "AUTHENTICATION_FAILED";
  /** For whoever counts failures, where it says more than the answer may. @default code */
  readonly reason?: string;
  readonly userId?: string;
}

async function fail(ctx: GenericEndpointContext, { status, code, reason = code, userId }: Failure): Promise<never> {
  await reportFailedSignIn(ctx, { factor: FACTOR, reason, userId });
  throw APIError.from(status, PASSKEY_ERROR_CODES[code]);
}

function toBytes(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** Checks an answer against its challenge and the key (WebAuthn §7.2). `null` for one that is not even well-formed. */
async function verify(
  ctx: GenericEndpointContext,
  options: PasskeyOptions,
  { expectedChallenge }: Challenge,
  passkey: Passkey,
  response: AuthenticationResponseJSON,
): Promise<VerifiedAuthenticationResponse | null> {
  const { verifyAuthenticationResponse } = await import("@simplewebauthn/server");
  const expectedRPID = await rpIDOf(ctx, options);
  return verifyAuthenticationResponse({
    response,
    expectedChallenge,
    expectedOrigin: originsOf(ctx, options),
    expectedRPID,
    requireUserVerification: requiresUserVerification(options),
    // The counter is judged by the statement that raises it, once the signature shows that it is the passkey's own.
    credential: { id: passkey.credentialID, publicKey: toBytes(passkey.publicKey), counter: 0 },
  }).catch((error: unknown) => {
    ctx.context.logger.debug("passkey: the answer to a sign-in was refused.", error);
    return null;
  });
}

/** Signing in: options for the browser, and the answer of the authenticator. */
export function makeAuthenticationEndpoints(options: PasskeyOptions) {
  const { authentication } = options;
  return {
    generatePasskeyAuthenticationOptions: createAuthEndpoint(
      "/passkey/generate-authenticate-options",
      { method: "GET", operationId: "passkeyGenerateAuthenticateOptions" },
      async (ctx) => {
        const session = await getSessionFromCtx(ctx);
        const own = session === null ? [] : await listOf(ctx, session.user.id);
        const { generateAuthenticationOptions } = await import("@simplewebauthn/server");
        const made = await generateAuthenticationOptions({
          rpID: await rpIDOf(ctx, options),
          userVerification: requiresUserVerification(options) ? "required" : "preferred",
          ...(own.length > 0 && { allowCredentials: own.map(descriptorOf) }),
          ...(await extensionsFor(ctx, authentication?.extensions)),
        });
        await storeChallenge(ctx, options, { type: "authentication", expectedChallenge: made.challenge });
        return made;
      },
    ),
    verifyPasskeyAuthentication: createAuthEndpoint(
      "/passkey/verify-authentication",
      { method: "POST", operationId: "passkeyVerifyAuthentication", body, requireHeaders: true },
      async (ctx) => {
        const challenge = await spendChallenge(ctx, options, "authentication");
        if (challenge === null) return fail(ctx, { status: "BAD_REQUEST", code: "CHALLENGE_NOT_FOUND" });
        const response = ctx.body.response as unknown as AuthenticationResponseJSON;
        const found = typeof response.id === "string" ? await findByCredential(ctx, response.id) : null;
        if (found === null) return fail(ctx, { status: "UNAUTHORIZED", code: "PASSKEY_NOT_FOUND" });
        const { passkey, user } = found;
        const refused = { code: "AUTHENTICATION_FAILED", userId: user.id } as const;

        const verification = await verify(ctx, options, challenge, passkey, response);
        if (verification === null) return fail(ctx, { ...refused, status: "BAD_REQUEST" });
        if (!verification.verified) return fail(ctx, { ...refused, status: "UNAUTHORIZED" });
        const { newCounter: counter, credentialBackedUp: backedUp, userVerified } = verification.authenticationInfo;
        if (!(await recordUse(ctx, passkey, { counter, backedUp }))) {
          ctx.context.logger.warn(
            `passkey: the counter of passkey ${passkey.id} did not go up (stored ${passkey.counter}, came ${counter}). Somebody may have copied it.`,
          );
          return fail(ctx, { ...refused, status: "BAD_REQUEST", reason: "COUNTER_DID_NOT_GO_UP" });
        }

        await authentication?.afterVerification?.({ ctx, verification, clientData: response });
        const signIn = await signInUser(ctx, user, { id: FACTOR, multiFactor: userVerified });
        // Something is still owed: the requirement answers in place of this.
        if (signIn.status !== "issued") return { session: null, user: null };
        const { options: auth } = ctx.context;
        return {
          session: parseSessionOutput(auth, signIn.session),
          user: parseUserOutput(auth, user),
        };
      },
    ),
  };
}
