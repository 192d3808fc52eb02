import type { Account, ParsableSchema, RateLimit, Session, User, Verification } from "../types";
import * as z from "../validation/zod";

// Under written types: public declarations name no type of the library that they are made with.

const now = () => new Date();
const text = () => z.nullish(z.string());
const time = () => z.nullish(z.date());
/** Ids are text outside of the database, also where it counts them. */
const reference = () => z.coerce.string().check(z.minLength(1));

const core = { id: z.string(), createdAt: z._default(z.date(), now), updatedAt: z._default(z.date(), now) };

/** What the rows of the core have in common: id and times, the times with the present as default. */
export const coreSchema: ParsableSchema<Pick<User, "id" | "createdAt" | "updatedAt">> = z.object(core);

/** A row of `user` without additional fields. The address is put in lower case. */
export const userSchema: ParsableSchema<User> = z.object({
  ...core,
  email: z.pipe(
    z.string(),
    z.transform((email: string) => email.toLowerCase()),
  ),
  emailVerified: z._default(z.boolean(), false),
  name: z.string(),
  image: text(),
});

/** A row of `session` without additional fields. */
export const sessionSchema: ParsableSchema<Session> = z.object({
  ...core,
  userId: reference(),
  expiresAt: z.date(),
  token: z.string(),
  ipAddress: text(),
  userAgent: text(),
});

/** A row of `account` without additional fields. */
export const accountSchema: ParsableSchema<Account> = z.object({
  ...core,
  providerId: z.string(),
  accountId: z.string(),
  userId: reference(),
  accessToken: text(),
  refreshToken: text(),
  idToken: text(),
  accessTokenExpiresAt: time(),
  refreshTokenExpiresAt: time(),
  scope: text(),
  password: text(),
});

/** A row of `verification`. */
export const verificationSchema: ParsableSchema<Verification> = z.object({
  ...core,
  value: z.string(),
  expiresAt: z.date(),
  identifier: z.string(),
});

/** A counter of the rate limiter, without its id. */
export const rateLimitSchema: ParsableSchema<Omit<RateLimit, "id">> = z.object({
  key: z.string(),
  count: z.number(),
  lastRequest: z.number(),
});
