export * from "@better-auth/core/cookies/utils";
