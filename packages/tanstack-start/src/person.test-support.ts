import * as kit from "test-kit/with-person";
import type { tanstackStartCookies } from "./index";

export { credentials, day, person } from "test-kit/with-person";

export const withPerson = (cookies: ReturnType<typeof tanstackStartCookies>, options: kit.PersonOptions = {}) =>
  kit.withPerson({ ...options, plugins: [cookies] });
