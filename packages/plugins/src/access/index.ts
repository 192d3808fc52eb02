export { createAccessControl, role } from "./access-control";
export type {
  AccessControl,
  ArrayElement,
  AuthorizeResponse,
  ExactRoleStatements,
  Role,
  RoleAuthorizeRequest,
  RoleInput,
  RoleStatements,
  Statements,
  SubArray,
  Subset,
} from "./types";
