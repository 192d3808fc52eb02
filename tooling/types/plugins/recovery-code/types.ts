/** A code for the day when the phone is lost. */
export interface RecoveryCode {
  id: string;
  userId: string;
  hint: string;
  isSpent: boolean;
  spentAt: Date | null;
  createdAt: Date;
}

/** Body of `createRecoveryCode`. */
export interface CreateRecoveryCodeBody {
  hint: string;
}

/** Body of `updateRecoveryCode`. */
export interface UpdateRecoveryCodeBody {
  id: string;
  hint?: string | undefined;
}

/** Query of `listRecoveryCodes`. */
export interface ListRecoveryCodesQuery {
  /** @default 50 */
  limit?: number | undefined;
  offset?: number | undefined;
  hint?: string | undefined;
}

/** Answer of `listRecoveryCodes`. */
export interface RecoveryCodeList {
  recoveryCodes: RecoveryCode[];
  total: number;
}
