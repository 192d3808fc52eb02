/** How much of something somebody may use. */
export interface Quota {
  id: string;
  userId: string;
  resource: string;
  used: number;
  ceiling: number;
  isUnlimited: boolean;
  createdAt: Date;
}

/** Body of `createQuota`. */
export interface CreateQuotaBody {
  resource: string;
  ceiling?: number | undefined;
}

/** Body of `updateQuota`. */
export interface UpdateQuotaBody {
  id: string;
  ceiling?: number | undefined;
}

/** Query of `listQuotas`. */
export interface ListQuotasQuery {
  /** @default 50 */
  limit?: number | undefined;
  offset?: number | undefined;
  resource?: string | undefined;
}

/** Answer of `listQuotas`. */
export interface QuotaList {
  quotas: Quota[];
  total: number;
}
