import { expect, it } from "vitest";
import { kebabCase } from "./kebab-case";

it.each([
  ["email", "email"],
  ["helloWorld", "hello-world"],
  ["token2Fa", "token2-fa"],
  ["verifyTOTP", "verify-totp"],
  ["verifyTotp", "verify-totp"],
  ["getTOTPURI", "get-totpuri"],
  ["getURLThing", "get-url-thing"],
  ["emailOTP", "email-otp"],
  ["saml2", "saml2"],
  [":token", ":token"],
])("turns %s into %s", (name, segment) => {
  expect(kebabCase(name)).toBe(segment);
});
