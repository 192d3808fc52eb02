import { createFileRoute } from "@tanstack/solid-router";
import { portrait } from "../../../auth.mjs";
import { getSession } from "../lib/session";

export const Route = createFileRoute("/me")({
  server: { handlers: { GET: async () => Response.json(portrait(await getSession())) } },
});
