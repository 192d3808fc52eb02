import { createAccessControl } from "../access";

/** What members of an organization can be allowed to do, by resource. */
export const defaultStatements = {
  organization: ["update", "delete"],
  member: ["create", "update", "delete"],
  invitation: ["create", "cancel"],
  team: ["create", "update", "delete"],
  ac: ["create", "read", "update", "delete"],
} as const;

export const defaultAc = createAccessControl(defaultStatements);

/** Everything but to delete the organization. */
export const adminAc = defaultAc.newRole({
  organization: ["update"],
  invitation: ["create", "cancel"],
  member: ["create", "update", "delete"],
  team: ["create", "update", "delete"],
  ac: ["create", "read", "update", "delete"],
});

/** Everything. */
export const ownerAc = defaultAc.newRole({
  organization: ["update", "delete"],
  member: ["create", "update", "delete"],
  invitation: ["create", "cancel"],
  team: ["create", "update", "delete"],
  ac: ["create", "read", "update", "delete"],
});

/** To see which roles there are. */
export const memberAc = defaultAc.newRole({ organization: [], member: [], invitation: [], team: [], ac: ["read"] });

/** The roles that there are unless an application makes its own. */
export const defaultRoles = { admin: adminAc, owner: ownerAc, member: memberAc };
