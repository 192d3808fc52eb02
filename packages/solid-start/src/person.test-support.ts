import * as kit from "test-kit/with-person";
import { solidStartCookies } from "./solid-start-cookies";

export { credentials, day, person } from "test-kit/with-person";

export const withPerson = (options: kit.PersonOptions = {}) =>
  kit.withPerson({ ...options, plugins: [solidStartCookies()] });
