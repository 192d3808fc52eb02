import type { ClientMethod, ClientPlugin, OptionalClientMethod } from "@better-auth/client";
import type { ErrorCodes } from "@better-auth/core/types";
import type {
  CreateRecoveryCodeBody,
  ListRecoveryCodesQuery,
  RecoveryCode,
  RecoveryCodeList,
  UpdateRecoveryCodeBody,
} from "./types.ts";

/** Methods of the client. */
export interface RecoveryCodeClient {
  recoveryCode: {
    create: ClientMethod<CreateRecoveryCodeBody, RecoveryCode>;
    /** The newest first. */
    list: OptionalClientMethod<{ query?: ListRecoveryCodesQuery | undefined }, RecoveryCodeList>;
    get: ClientMethod<{ query: { id: string } }, RecoveryCode>;
    update: ClientMethod<UpdateRecoveryCodeBody, RecoveryCode>;
    delete: ClientMethod<{ id: string }, { success: boolean }>;
    /** Uses it up. */
    spend: ClientMethod<{ id: string }, RecoveryCode>;
    /** Notes when it was used. */
    stamp: ClientMethod<{ id: string }, RecoveryCode>;
    /** How many codes are left. */
    count: OptionalClientMethod<object, { count: number }>;
    /** Removes what is used up. */
    clearSpent: OptionalClientMethod<object, { removed: number }>;
  };
}

/** What the plugin adds to the client's types. */
export interface RecoveryCodeClientTypes {
  id: "recovery-code";
  client: RecoveryCodeClient;
  errors: ErrorCodes<"RECOVERY_CODE_NOT_FOUND" | "RECOVERY_CODE_SPENT">;
  infer: { RecoveryCode: RecoveryCode };
}

/** The client half. */
export function recoveryCodeClient(): ClientPlugin<RecoveryCodeClientTypes> {
  return {
    id: "recovery-code",
    pathMethods: { "/recovery-code/list": "GET", "/recovery-code/clear-spent": "POST" },
  };
}
