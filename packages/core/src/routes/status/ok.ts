import { createAuthEndpoint } from "../../endpoint/create-endpoint";

/** Says that the handler is mounted and runs. */
export const ok = createAuthEndpoint("/ok", { method: "GET", metadata: { scope: "server" } }, async () => ({
  ok: true,
}));
