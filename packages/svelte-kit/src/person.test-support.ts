import * as kit from "test-kit/with-person";
import { getRequestEvent } from "./kit-app.test-support";
import { sveltekitCookies } from "./sveltekit-cookies";

export { cookieOf, credentials, day, person } from "test-kit/with-person";

export const withPerson = (options: kit.PersonOptions = {}) =>
  kit.withPerson({ ...options, plugins: [sveltekitCookies(getRequestEvent)] });
