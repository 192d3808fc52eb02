// The rows: every one is found by its owner, or by the credential that an authenticator proves to hold.
import { getCurrentAdapter, runWithTransaction } from "@better-auth/core/context";
import type { UserRow } from "@better-auth/core/db";
import { APIError, isAPIError } from "@better-auth/core/error";
import { holdUser } from "@better-auth/core/lifecycle";
import type { GenericEndpointContext } from "@better-auth/core/types";
import { PASSKEY_ERROR_CODES } from "./error-codes";
import type { Passkey } from "./types";

const MODEL = "passkey";

/** A credential with its owner. */
export interface OwnedPasskey {
  readonly passkey: Passkey;
  readonly user: UserRow;
}

/** The passkey of a credential with its owner, in one statement; `null` when either is gone. */
export async function findByCredential(
  ctx: GenericEndpointContext,
  credentialID: string,
): Promise<OwnedPasskey | null> {
  const found = await ctx.context.adapter.findOne<Passkey & { user?: UserRow | null }>({
    model: MODEL,
    where: [{ field: "credentialID", value: credentialID }],
    join: { user: true },
  });
  if (!found?.user) return null;
  const { user, ...passkey } = found;
  return { passkey, user };
}

/** Whether somebody has registered a credential. */
export async function isRegistered(ctx: GenericEndpointContext, credentialID: string): Promise<boolean> {
  const where = [{ field: "credentialID", value: credentialID }];
  return (await ctx.context.adapter.findOne({ model: MODEL, where, select: ["id"] })) !== null;
}

/** Characters that every database keeps in a column with an index. */
const KEPT_EVERYWHERE = 255;

/** Whose a new passkey is. */
export interface Registrant {
  readonly owner: UserRow;
  /** Somebody had proved the owner's address before the registration began. */
  readonly wasProved: boolean;
}

/**
 * Writes the row. Whoever proves the address of its owner takes passkeys of the time before away: one that is registered at
 * that moment is there before, and goes with the others, or not at all.
 */
async function writePasskey(
  ctx: GenericEndpointContext,
  { owner, wasProved }: Registrant,
  data: Omit<Passkey, "id">,
): Promise<Passkey> {
  const { context } = ctx;
  if (wasProved) return context.adapter.create<Passkey>({ model: MODEL, data });
  return runWithTransaction(context.adapter, async () => {
    const held = await holdUser(ctx, owner);
    if (held === null || held.emailVerified) {
      throw APIError.from("UNAUTHORIZED", PASSKEY_ERROR_CODES.YOU_ARE_NOT_ALLOWED_TO_REGISTER_THIS_PASSKEY);
    }
    const adapter = await getCurrentAdapter(context.adapter);
    return adapter.create<Passkey>({ model: MODEL, data });
  });
}

/**
 * `null` when somebody has registered the credential; of parallel callers one registers it.
 *
 * @throws {APIError} 400 FAILED_TO_VERIFY_REGISTRATION when the database does not keep ids as long as this one; 401
 *   YOU_ARE_NOT_ALLOWED_TO_REGISTER_THIS_PASSKEY when somebody has proved the owner's address meanwhile
 */
export async function createPasskey(
  ctx: GenericEndpointContext,
  registrant: Registrant,
  data: Omit<Passkey, "id" | "userId">,
): Promise<Passkey | null> {
  try {
    return await writePasskey(ctx, registrant, { ...data, userId: registrant.owner.id });
  } catch (error) {
    if (isAPIError(error)) throw error;
    // A table of the time before may lack the unique index, so this is not left to it alone: see the endpoint.
    if (await isRegistered(ctx, data.credentialID)) return null;
    const { length } = data.credentialID;
    if (length <= KEPT_EVERYWHERE) throw error;
    ctx.context.logger.error(`passkey: a credential id of ${length} characters could not be stored.`, error);
    throw APIError.from("BAD_REQUEST", PASSKEY_ERROR_CODES.FAILED_TO_VERIFY_REGISTRATION);
  }
}

/** The passkeys of a user, oldest first. */
export function listOf(ctx: GenericEndpointContext, userId: string): Promise<Passkey[]> {
  return ctx.context.adapter.findMany<Passkey>({
    model: MODEL,
    where: [{ field: "userId", value: userId }],
    sortBy: { field: "createdAt", direction: "asc" },
  });
}

/**
 * Records a use. The counter only goes up, whatever parallel sign-ins do: one that does not is a copy of the passkey.
 *
 * @returns `false` when the counter did not go up
 */
export async function recordUse(
  ctx: GenericEndpointContext,
  { id, counter, backedUp }: Passkey,
  now: { counter: number; backedUp: boolean },
): Promise<boolean> {
  const where = [{ field: "id", value: id }];
  if (counter === 0 && now.counter === 0) {
    // It does not count: synchronised passkeys never do.
    if (backedUp !== now.backedUp) {
      await ctx.context.adapter.updateMany({ model: MODEL, where, update: { backedUp: now.backedUp } });
    }
    return true;
  }
  const isBelow = { field: "counter", operator: "lt", value: now.counter } as const;
  return (await ctx.context.adapter.updateMany({ model: MODEL, where: [...where, isBelow], update: now })) > 0;
}

const ownedBy = (userId: string, id: string) => [
  { field: "id", value: id },
  { field: "userId", value: userId },
];

/** `null` when the user has no such passkey. */
export function renameOwn(ctx: GenericEndpointContext, userId: string, id: string, name: string) {
  return ctx.context.adapter.update<Passkey>({ model: MODEL, where: ownedBy(userId, id), update: { name } });
}

/** `false` when the user has no such passkey. */
export async function deleteOwn(ctx: GenericEndpointContext, userId: string, id: string): Promise<boolean> {
  return (await ctx.context.adapter.deleteMany({ model: MODEL, where: ownedBy(userId, id) })) > 0;
}
