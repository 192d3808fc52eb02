export * from "@better-auth/client/plugins";
export * from "@better-auth/plugins/client";
