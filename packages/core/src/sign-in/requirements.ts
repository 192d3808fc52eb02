import { runInAmbient } from "../context/ambient";
import type { Scope } from "../context/scope";
import { APIError, BASE_ERROR_CODES } from "../error";
import { raiseEvent } from "../events/raise";
import type { BetterAuthPlugin, SignInFactor, SignInRequirement, SignInVerdict } from "../types";
import type { UserRow } from "../user/store";

/** What a sign-in still owes. */
export type PendingVerdict = Extract<SignInVerdict, { status: "pending" }>;

const SATISFIED: SignInVerdict = { status: "satisfied" };

/** The id of the core's own requirement. */
export const EMAIL_VERIFIED = "email-verified";

/** Core's own requirement: a password proves nothing about the address it was chosen for. */
const emailVerified: SignInRequirement = {
  id: EMAIL_VERIFIED,
  order: 100,
  evaluate(user, factor, ctx) {
    const wanted = ctx.context.options.emailAndPassword?.requireEmailVerification === true;
    if (!wanted || factor.provesEmail !== false || user.emailVerified) return SATISFIED;
    const { code, message } = BASE_ERROR_CODES.EMAIL_NOT_VERIFIED;
    return { status: "deny", error: { status: 403, code, message } };
  },
};

/** Core's requirements and the plugins', in the order they are asked. */
export function orderRequirements(plugins: readonly BetterAuthPlugin[]): readonly SignInRequirement[] {
  return [emailVerified, ...plugins.flatMap((plugin) => plugin.signInRequirements ?? [])].sort(
    (a, b) => a.order - b.order,
  );
}

/**
 * Asks every requirement in turn. `null` when all hold.
 * @throws {APIError} when one of them denies
 */
export async function askRequirements(
  scope: Scope,
  user: UserRow,
  factor: SignInFactor,
): Promise<PendingVerdict | null> {
  const { ctx } = scope;
  if (ctx === null) return null;
  for (const requirement of scope.instance.requirements) {
    if (factor.satisfies?.includes(requirement.id)) continue;
    // Core's own needs nothing around it.
    const asked =
      requirement === emailVerified
        ? requirement.evaluate(user, factor, ctx)
        : runInAmbient(scope, () => requirement.evaluate(user, factor, ctx));
    const verdict = await asked;
    if (verdict.status === "pending") {
      await raiseEvent(scope, "sign-in.pending", { userId: user.id, factor: factor.id, requirement: requirement.id });
      return verdict;
    }
    if (verdict.status === "deny") {
      const { status, code, message } = verdict.error;
      await raiseEvent(scope, "sign-in.failed", { factor: factor.id, reason: code, userId: user.id });
      throw new APIError(statusName(status), { message, code });
    }
  }
  return null;
}

/** Clients of the contract see names, not numbers, where there is one. */
function statusName(status: number): "FORBIDDEN" | "UNAUTHORIZED" | number {
  return status === 403 ? "FORBIDDEN" : status === 401 ? "UNAUTHORIZED" : status;
}
