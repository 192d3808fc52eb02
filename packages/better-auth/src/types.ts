export type * from "@better-auth/core/types";
