import * as z from "../../zod";

/** `true` and `false`, as values or as text in a query; anything else is a mistake. */
const strictBoolean = z.union([
  z.boolean(),
  z.pipe(
    z.enum(["true", "false"]),
    z.transform((text) => text === "true"),
  ),
]);

/** Query of get-session. */
export const getSessionQuery = z.optional(
  z.object({
    /** Read the store, not the cookie. */
    disableCookieCache: z.optional(strictBoolean),
    /** Do not extend the session. */
    disableRefresh: z.optional(strictBoolean),
  }),
);
