import type { BetterAuthPlugin } from "@better-auth/core/types";
import * as kit from "test-kit/with-person";

export { credentials, day, person } from "test-kit/with-person";

/** The Cookie header of a browser that was sent this answer. */
export const cookieOf = ({ headers }: { headers: Headers }) => kit.cookieOf(headers.getSetCookie());

export const withPerson = (plugins: BetterAuthPlugin[] = [], options: kit.PersonOptions = {}) =>
  kit.withPerson({
    ...options,
    user: { additionalFields: { nickname: { type: "string", required: false } } },
    plugins,
  });
