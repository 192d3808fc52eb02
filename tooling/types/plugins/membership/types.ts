/** What the plugin adds to the user. */
export interface MembershipUser {
  level: "guest" | "regular" | "patron";
  memberSince?: Date | null | undefined;
}

/** What the plugin adds to the session. */
export interface MembershipSession {
  levelAtSignIn?: string | null | undefined;
}

/** What sign-up takes for it. */
export interface MembershipSignUp {
  invitationCode: string;
}

/** What update-user takes for it. */
export interface MembershipUpdate {
  memberSince?: Date | null | undefined;
}
