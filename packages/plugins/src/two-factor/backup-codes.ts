import { constantTimeEqual, generateRandomString, symmetricDecrypt, symmetricEncrypt } from "@better-auth/core/crypto";
import { APIError } from "@better-auth/core/error";
import type { GenericEndpointContext } from "@better-auth/core/types";
import { accept, adapterOf, type Enrolment, MODEL } from "./enrolment";
import { TWO_FACTOR_ERROR_CODES } from "./error-codes";
import type { TwoFactorRules } from "./rules";

/** Characters in front of the dash. */
const GROUP = 5;

function randomCode(length: number): string {
  const code = generateRandomString(length, "a-z", "0-9", "A-Z");
  return length > GROUP ? `${code.slice(0, GROUP)}-${code.slice(GROUP)}` : code;
}

/** New codes. */
export function makeBackupCodes({ backupCodes: { generate, amount, length } }: TwoFactorRules): string[] {
  return generate ? generate() : Array.from({ length: amount }, () => randomCode(length));
}

/** Codes as they are stored. */
export async function toStored(ctx: GenericEndpointContext, rules: TwoFactorRules, codes: string[]): Promise<string> {
  const { form } = rules.backupCodes;
  const data = JSON.stringify(codes);
  if (form === "plain") return data;
  return form === "encrypted" ? symmetricEncrypt({ key: ctx.context.secretConfig, data }) : form.encrypt(data);
}

/** Codes that are stored; `null` for what cannot be read: stored in another form, or with a secret that is gone. */
export async function fromStored(
  ctx: GenericEndpointContext,
  rules: TwoFactorRules,
  stored: string,
): Promise<string[] | null> {
  const { form } = rules.backupCodes;
  try {
    const data = await (form === "plain"
      ? stored
      : form === "encrypted"
        ? symmetricDecrypt({ key: ctx.context.secretConfig, data: stored })
        : form.decrypt(stored));
    const codes: unknown = JSON.parse(data);
    return Array.isArray(codes) ? codes.filter((code) => typeof code === "string") : null;
  } catch (error) {
    ctx.context.logger.error("twoFactor: stored backup codes cannot be read.", error);
    return null;
  }
}

/** The codes without one of them; `null` when it is none of them. */
function without(codes: readonly string[], typed: string): string[] | null {
  let index = -1;
  // All are compared, so that the time tells nothing.
  for (const [at, code] of codes.entries()) if (constantTimeEqual(code, typed)) index = at;
  return index < 0 ? null : codes.filter((_, at) => at !== index);
}

/**
 * Spends a code: the list without it takes the place of the very list it was found in, so of parallel tries one wins.
 * @throws {APIError} 401 INVALID_BACKUP_CODE
 */
export async function spendBackupCode(
  ctx: GenericEndpointContext,
  rules: TwoFactorRules,
  enrolment: Enrolment,
  code: string,
): Promise<void> {
  const adapter = await adapterOf(ctx);
  let row: Enrolment | null = enrolment;
  while (row !== null) {
    const { backupCodes }: Enrolment = row;
    const left = without((await fromStored(ctx, rules, backupCodes)) ?? [], code);
    if (left === null) break;
    const changes = { backupCodes: await toStored(ctx, rules, left) };
    if (await accept(ctx, row, changes, [{ field: "backupCodes", value: backupCodes }])) return;
    // Another code was spent meanwhile, or there are new ones.
    row = await adapter.findOne<Enrolment>({ model: MODEL, where: [{ field: "id", value: row.id }] });
  }
  throw APIError.from("UNAUTHORIZED", TWO_FACTOR_ERROR_CODES.INVALID_BACKUP_CODE);
}
