import type { ClientPlugin } from "@better-auth/client";
import type { MembershipSession, MembershipSignUp, MembershipUpdate, MembershipUser } from "./types.ts";

/** What the plugin adds to the client's types. */
export interface MembershipClientTypes {
  id: "membership";
  user: MembershipUser;
  session: MembershipSession;
  signUp: MembershipSignUp;
  update: MembershipUpdate;
}

/** The client half. */
export function membershipClient(): ClientPlugin<MembershipClientTypes> {
  return { id: "membership" };
}
