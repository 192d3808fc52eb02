/** A person. One row of the `user` table, without additional fields. */
export interface User {
  id: string;
  name: string;
  /** Lower case. Unique. */
  email: string;
  emailVerified: boolean;
  image?: string | null | undefined;
  createdAt: Date;
  updatedAt: Date;
}

/** A signed-in browser. One row of the `session` table, without additional fields. */
export interface Session {
  id: string;
  userId: string;
  /** 32 characters of a-z A-Z 0-9; the session cookie carries it, signed. */
  token: string;
  expiresAt: Date;
  ipAddress?: string | null | undefined;
  userAgent?: string | null | undefined;
  createdAt: Date;
  updatedAt: Date;
}

/** A way for a user to sign in: a password (`providerId` "credential") or an account at a provider. */
export interface Account {
  id: string;
  /** The subject at the provider; for "credential" the user's own id. */
  accountId: string;
  providerId: string;
  userId: string;
  accessToken?: string | null | undefined;
  refreshToken?: string | null | undefined;
  idToken?: string | null | undefined;
  accessTokenExpiresAt?: Date | null | undefined;
  refreshTokenExpiresAt?: Date | null | undefined;
  /** Comma-joined list. */
  scope?: string | null | undefined;
  /** `{salt}:{key}` in hex, scrypt; or what `emailAndPassword.password.hash` gave. */
  password?: string | null | undefined;
  createdAt: Date;
  updatedAt: Date;
}

/** A one-time secret waiting to be spent. One row of the `verification` table. */
export interface Verification {
  id: string;
  /** Purpose and key, as in `reset-password:{token}`. */
  identifier: string;
  value: string;
  expiresAt: Date;
  createdAt: Date;
  updatedAt: Date;
}

/** A counter of the rate limiter, when it is kept in the database. */
export interface RateLimit {
  id: string;
  key: string;
  count: number;
  /** Milliseconds since the epoch. */
  lastRequest: number;
}

/** What a session read gives: the session and its user, from one row. */
export interface SessionPair<S = Session, U = User> {
  session: S;
  user: U;
}
