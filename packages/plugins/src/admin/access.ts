import { createAccessControl } from "../access";

/** What administrators can be allowed to do, by resource. */
export const defaultStatements = {
  user: [
    "create",
    "list",
    "set-role",
    "ban",
    "impersonate",
    "impersonate-admins",
    "delete",
    "set-password",
    "set-email",
    "set-phone",
    "get",
    "update",
  ],
  session: ["list", "revoke", "delete"],
} as const;

export const defaultAc = createAccessControl(defaultStatements);

/** Everything but to act as another administrator. */
export const adminAc = defaultAc.newRole({
  user: [
    "create",
    "list",
    "set-role",
    "ban",
    "impersonate",
    "delete",
    "set-password",
    "set-email",
    "set-phone",
    "get",
    "update",
  ],
  session: ["list", "revoke", "delete"],
});

/** Nothing. */
export const userAc = defaultAc.newRole({ user: [], session: [] });

/** The roles that there are unless an application makes its own. */
export const defaultRoles = { admin: adminAc, user: userAc };
