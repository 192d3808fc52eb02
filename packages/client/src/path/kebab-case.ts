/**
 * A property's name as a path segment. Acronyms are one word.
 *
 * @example
 * kebabCase("verifyTOTP"); // "verify-totp"
 * kebabCase("getURLThing"); // "get-url-thing"
 */
export const kebabCase = (name: string): string =>
  name.replace(/[a-z\d](?=[A-Z])|[A-Z](?=[A-Z][a-z])/g, "$&-").toLowerCase();
