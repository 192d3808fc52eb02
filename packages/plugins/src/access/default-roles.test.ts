import { expect, it } from "vitest";
import * as admin from "../admin/access";
import * as organization from "../organization/access";

it("administrators may do everything but act as each other", () => {
  const { adminAc, userAc } = admin;
  expect(adminAc.authorize({ user: ["ban", "impersonate"], session: ["revoke"] })).toEqual({ success: true });
  expect(adminAc.authorize({ user: ["impersonate-admins"] }).success).toBe(false);
  expect(userAc.authorize({ user: ["get"] }).success).toBe(false);
  expect(Object.keys(admin.defaultRoles)).toEqual(["admin", "user"]);
});

it("owners may delete their organization, admins run it, members look", () => {
  const { adminAc, memberAc, ownerAc } = organization;
  expect(ownerAc.authorize({ organization: ["delete"] }).success).toBe(true);
  expect(adminAc.authorize({ organization: ["delete"] }).success).toBe(false);
  expect(adminAc.authorize({ member: ["create"], team: ["delete"] }).success).toBe(true);
  expect(memberAc.authorize({ ac: ["read"] }).success).toBe(true);
  expect(memberAc.authorize({ member: ["create"] }).success).toBe(false);
  expect(Object.keys(organization.defaultRoles)).toEqual(["admin", "owner", "member"]);
});
