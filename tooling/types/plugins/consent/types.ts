/** What somebody agreed to. */
export interface Consent {
  id: string;
  userId: string;
  purpose: "mail" | "analytics" | "terms";
  text: string;
  isWithdrawn: boolean;
  withdrawnAt: Date | null;
  createdAt: Date;
}

/** Body of `createConsent`. */
export interface CreateConsentBody {
  purpose: "mail" | "analytics" | "terms";
  text: string;
}

/** Body of `updateConsent`. */
export interface UpdateConsentBody {
  id: string;
  text?: string | undefined;
}

/** Query of `listConsents`. */
export interface ListConsentsQuery {
  /** @default 50 */
  limit?: number | undefined;
  offset?: number | undefined;
  purpose?: "mail" | "analytics" | "terms" | undefined;
}

/** Answer of `listConsents`. */
export interface ConsentList {
  consents: Consent[];
  total: number;
}
