import type { BetterAuthClientPlugin } from "@better-auth/client";
import type { announcement } from "./server.ts";

/** The client half: what it has is read off the server half. */
export const announcementClient = () =>
  ({
    id: "announcement",
    $InferServerPlugin: {} as ReturnType<typeof announcement>,
    pathMethods: { "/announcement/list": "GET" },
  }) satisfies BetterAuthClientPlugin;
