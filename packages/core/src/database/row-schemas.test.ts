import { expect, it } from "vitest";
import {
  accountSchema,
  coreSchema,
  rateLimitSchema,
  sessionSchema,
  userSchema,
  verificationSchema,
} from "./row-schemas";

const times = { createdAt: expect.any(Date), updatedAt: expect.any(Date) };
const expiresAt = new Date();

it("schemas of the core's rows fill in the times, drop what they do not know, and put addresses in lower case", () => {
  expect(coreSchema.parse({ id: "1" })).toEqual({ id: "1", ...times });
  expect(userSchema.parse({ id: "1", name: "A", email: "A@B.com", extra: 1 })).toEqual({
    id: "1",
    name: "A",
    email: "a@b.com",
    emailVerified: false,
    ...times,
  });
  expect(sessionSchema.parse({ id: "1", userId: 7, token: "t", expiresAt })).toEqual({
    id: "1",
    userId: "7",
    token: "t",
    expiresAt,
    ...times,
  });
  const account = { id: "1", providerId: "p", accountId: "a", userId: "u", scope: null };
  expect(accountSchema.parse(account)).toEqual({ ...account, ...times });
  const verification = { id: "1", identifier: "i", value: "v", expiresAt };
  expect(verificationSchema.parse(verification)).toEqual({ ...verification, ...times });
  const counter = { key: "k", count: 1, lastRequest: 2 };
  expect(rateLimitSchema.parse(counter)).toEqual(counter);
});

it.each([
  [userSchema, { id: "1", name: "A" }, "email"],
  [userSchema, { id: 1, name: "A", email: "a@b.com" }, "id"],
  [sessionSchema, { id: "1", token: "t", expiresAt }, "userId"],
  [sessionSchema, { id: "1", userId: "u", token: "t", expiresAt: "soon" }, "expiresAt"],
  [accountSchema, { id: "1", providerId: "p", userId: "u" }, "accountId"],
  [verificationSchema, { id: "1", value: "v", expiresAt }, "identifier"],
  [rateLimitSchema, { key: "k", count: "1", lastRequest: 2 }, "count"],
])("and refuse a wrong row, with the path (%#)", (schema, row, field) => {
  const outcome = schema.safeParse(row);
  expect(outcome.success).toBe(false);
  expect(outcome.error?.issues[0]?.path).toEqual([field]);
  expect(() => schema.parse(row)).toThrow();
});
