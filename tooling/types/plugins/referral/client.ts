import type { ClientMethod, ClientPlugin, OptionalClientMethod } from "@better-auth/client";
import type { ErrorCodes } from "@better-auth/core/types";
import type { CreateReferralBody, ListReferralsQuery, Referral, ReferralList, UpdateReferralBody } from "./types.ts";

/** Methods of the client. */
export interface ReferralClient {
  referral: {
    create: ClientMethod<CreateReferralBody, Referral>;
    /** The newest first. */
    list: OptionalClientMethod<{ query?: ListReferralsQuery | undefined }, ReferralList>;
    get: ClientMethod<{ query: { id: string } }, Referral>;
    update: ClientMethod<UpdateReferralBody, Referral>;
    delete: ClientMethod<{ id: string }, { success: boolean }>;
    /** Takes the reward. */
    claim: ClientMethod<{ id: string }, Referral>;
    /** One more reward. */
    reward: ClientMethod<{ id: string }, Referral>;
    /** How many people came. */
    count: OptionalClientMethod<object, { count: number }>;
  };
}

/** What the plugin adds to the client's types. */
export interface ReferralClientTypes {
  id: "referral";
  client: ReferralClient;
  errors: ErrorCodes<"REFERRAL_NOT_FOUND" | "REFERRAL_CLAIMED">;
  infer: { Referral: Referral };
}

/** The client half. */
export function referralClient(): ClientPlugin<ReferralClientTypes> {
  return {
    id: "referral",
    pathMethods: { "/referral/list": "GET" },
  };
}
