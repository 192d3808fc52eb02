import { expectTypeOf } from "vitest";
import { createAccessControl, role } from ".";
import type {
  AccessControl,
  ArrayElement,
  AuthorizeResponse,
  Role,
  RoleAuthorizeRequest,
  SubArray,
  Subset,
} from "./types";

const defaults = { member: ["invite", "remove"] } as const;
const access = createAccessControl({ ...defaults, project: ["create", "update", "delete"], billing: ["read", "pay"] });
const editor = access.newRole({ project: ["create", "update"], billing: ["read"] });

expectTypeOf(access.statements.project).toEqualTypeOf<readonly ["create", "update", "delete"]>();
expectTypeOf(access.statements.member).toEqualTypeOf<readonly ["invite", "remove"]>();
expectTypeOf(editor.statements.project).toEqualTypeOf<readonly ["create", "update"]>();
// @ts-expect-error: the role was not given it
editor.statements.member;

// What another role has can be spread into one.
const lead = access.newRole({ ...editor.statements, member: ["invite"] });
expectTypeOf(lead.statements.billing).toEqualTypeOf<readonly ["read"]>();
expectTypeOf(access.newRole({}).statements).toEqualTypeOf<{}>();

// @ts-expect-error: there is no such action
access.newRole({ project: ["publish"] });
// @ts-expect-error: there is no such resource
access.newRole({ project: ["create"], invoice: ["read"] });
// @ts-expect-error: a list
access.newRole({ project: "create" });

expectTypeOf(editor.authorize({ project: ["delete"] })).toEqualTypeOf<AuthorizeResponse>();
editor.authorize({ member: ["invite"], billing: { actions: ["read", "pay"], connector: "OR" } }, "OR");
// @ts-expect-error: there is no such action
editor.authorize({ project: ["publish"] });
// @ts-expect-error: there is no such resource
editor.authorize({ invoice: ["read"] });
// @ts-expect-error: there is no such connector
editor.authorize({ project: ["create"] }, "XOR");

const verdict = editor.authorize({ project: ["create"] });
if (!verdict.success) expectTypeOf(verdict.error).toEqualTypeOf<string>();

// Where nobody knows which one it is, they are of one kind.
const roles: Record<string, Role> = { editor, lead, reader: role({ project: ["read"] }) };
const anyAccess: AccessControl = access;
expectTypeOf(roles.editor?.authorize({ anything: ["at all"] })).toEqualTypeOf<AuthorizeResponse | undefined>();
expectTypeOf(anyAccess.newRole({ anything: ["at all"] }).statements.anything).toEqualTypeOf<readonly ["at all"]>();

type S = typeof access.statements;
expectTypeOf<ArrayElement<S["billing"]>>().toEqualTypeOf<"read" | "pay">();
expectTypeOf<SubArray<S["billing"]>>().toEqualTypeOf<readonly ("read" | "pay")[]>();
expectTypeOf<Subset<"billing", S>>().toEqualTypeOf<{ readonly billing: readonly ("read" | "pay")[] }>();
const request: RoleAuthorizeRequest<S> = { member: ["remove"] };
editor.authorize(request);

const alone = role({ project: ["read"] });
expectTypeOf(alone.statements.project).toEqualTypeOf<readonly ["read"]>();
// @ts-expect-error: it does not know that resource
alone.authorize({ billing: ["read"] });
