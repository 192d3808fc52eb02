/** Somebody who came because somebody else said so. */
export interface Referral {
  id: string;
  userId: string;
  code: string;
  invitee: string | null;
  rewards: number;
  isClaimed: boolean;
  createdAt: Date;
}

/** Body of `createReferral`. */
export interface CreateReferralBody {
  code: string;
  invitee?: string | undefined;
}

/** Body of `updateReferral`. */
export interface UpdateReferralBody {
  id: string;
  invitee?: string | undefined;
}

/** Query of `listReferrals`. */
export interface ListReferralsQuery {
  /** @default 50 */
  limit?: number | undefined;
  offset?: number | undefined;
  code?: string | undefined;
}

/** Answer of `listReferrals`. */
export interface ReferralList {
  referrals: Referral[];
  total: number;
}
