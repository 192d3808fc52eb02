export type { ClientPlugin } from "@better-auth/client";
