// For the scripts of pages only.
import { createAuthClient, parseJSON } from "better-auth/client";
import { inferAdditionalFields } from "better-auth/client/plugins";
import type { auth } from "./auth";

export const authClient = createAuthClient({
  plugins: [inferAdditionalFields<typeof auth>()],
});

// The server has read the session already, so the page need not ask.
const { session } = document.body.dataset;
if (session !== undefined) authClient.hydrateSession(parseJSON(session));
