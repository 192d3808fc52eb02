import type { ClientPlugin } from "@better-auth/client";

/** What the plugin adds to the client's types. */
export interface CustomSessionClientTypes<Pair> {
  id: "custom-session";
  sessionPair: Pair;
}

/** The client half, which is told the type: `customSessionClient<typeof auth.$Infer.Session>()`. */
export function customSessionClient<Pair>(): ClientPlugin<CustomSessionClientTypes<Pair>> {
  return { id: "custom-session" };
}
