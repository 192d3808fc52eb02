import { defineMiddleware } from "nitro/h3";
import { auth } from "../utils/auth.ts";

export default defineMiddleware(async (event) => {
  const session = await auth.api.getSession({ headers: event.req.headers });
  event.context.user = session?.user ?? null;
});
