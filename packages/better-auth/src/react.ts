export * from "@better-auth/react";
