import { createAuthClient } from "better-auth/react";

export const authClient = createAuthClient({
  // Left out on the origin of the server.
  baseURL: "http://localhost:3000",
});
