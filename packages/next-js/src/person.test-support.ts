import * as kit from "test-kit/with-person";
import { nextCookies } from "./next-cookies";

export { credentials, day, person, SECRET } from "test-kit/with-person";

export const withPerson = (options: kit.PersonOptions = {}) => kit.withPerson({ ...options, plugins: [nextCookies()] });
