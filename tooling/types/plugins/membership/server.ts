import type { Plugin } from "@better-auth/core/types";
import type { MembershipSession, MembershipSignUp, MembershipUpdate, MembershipUser } from "./types.ts";

/** What the plugin adds to the types. */
export interface MembershipTypes {
  id: "membership";
  user: MembershipUser;
  session: MembershipSession;
  signUp: MembershipSignUp;
  update: MembershipUpdate;
}

/** A user's level: columns of the user and the session. */
export function membership(): Plugin<MembershipTypes> {
  return {
    id: "membership",
    schema: {
      user: {
        fields: {
          level: { type: ["guest", "regular", "patron"], defaultValue: "guest", input: false },
          memberSince: { type: "date", required: false },
          invitationCode: { type: "string", returned: false },
        },
      },
      session: { fields: { levelAtSignIn: { type: "string", required: false, input: false } } },
    },
  };
}
