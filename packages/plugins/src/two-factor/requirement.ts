import { deleteSessionCookie } from "@better-auth/core/cookies";
import type { UserRow } from "@better-auth/core/db";
import type { GenericEndpointContext, SignInRequirement } from "@better-auth/core/types";
import { CHALLENGE_COOKIE, openChallenge } from "./challenge";
import { type Enrolment, findEnrolment, hasTOTP } from "./enrolment";
import type { TwoFactorRules } from "./rules";
import { renewTrust } from "./trusted-device";
import type { TwoFactorProvider } from "./types";

/** The requirement's id: what a second step satisfies. */
export const REQUIREMENT = "two-factor";

/**
 * Whether a code that is sent may be the second step. Mail is no second factor for whoever came in by mail, so whoever has
 * an authenticator app is asked for that; where mail is all there is, it is asked for rather than nothing.
 */
export function takesOTP(rules: TwoFactorRules, enrolment: Enrolment | null, isMailed: boolean): boolean {
  if (rules.otp.send === undefined) return false;
  return !(isMailed && rules.otp.isMailed && takesTOTP(rules, enrolment));
}

function takesTOTP(rules: TwoFactorRules, enrolment: Enrolment | null): boolean {
  return !rules.totp.isDisabled && hasTOTP(enrolment);
}

/** Plugins may hand on a user without the plugin's field: then the store is asked. */
async function hasTwoFactor(ctx: GenericEndpointContext, user: UserRow): Promise<boolean> {
  const { twoFactorEnabled } = user;
  if (twoFactorEnabled !== undefined) return twoFactorEnabled === true;
  return (await ctx.context.internalAdapter.findUserById(user.id))?.twoFactorEnabled === true;
}

/** What has to hold before somebody with a second factor gets a session, whatever the first one was. */
export function makeRequirement(rules: TwoFactorRules): SignInRequirement {
  return {
    id: REQUIREMENT,
    order: 500,
    async evaluate(user, factor, ctx) {
      if (!(await hasTwoFactor(ctx, user))) return { status: "satisfied" };
      if (factor.multiFactor === true && rules.trustsMultiFactor) return { status: "satisfied" };
      const enrolment = await findEnrolment(ctx, user.id);
      if (await renewTrust(ctx, rules, user.id, enrolment?.enabledAt)) return { status: "satisfied" };
      const isMailed = factor.provesEmail === true;
      const twoFactorMethods: TwoFactorProvider[] = [];
      if (takesTOTP(rules, enrolment)) twoFactorMethods.push("totp");
      if (takesOTP(rules, enrolment, isMailed)) twoFactorMethods.push("otp");
      // The second step acts for whoever is signed in, so nobody else may be.
      deleteSessionCookie(ctx, true);
      return {
        status: "pending",
        identifier: await openChallenge(ctx, { userId: user.id, factor, seconds: rules.challengeSeconds }),
        cookie: CHALLENGE_COOKIE,
        maxAge: rules.challengeSeconds,
        page: rules.page,
        response: { twoFactorRedirect: true, twoFactorMethods },
      };
    },
  };
}
