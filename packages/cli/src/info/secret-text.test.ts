import { expect, it } from "vitest";
import { secretsOf, withoutSecrets } from "./secret-text";

it("takes the secrets of an environment by their names, the longest first", () => {
  expect(
    secretsOf({
      DB_PASSWORD: "hunter",
      API_KEY: "hunter2-long",
      HOME: "/home",
      PIN: "1",
      NEXT_PUBLIC_URL: "http://a",
      X_TOKEN: undefined,
    }),
  ).toEqual(["hunter2-long", "hunter"]);
});

it.each([
  'auth.ts:3 imports "@/generated/prisma": it cannot be found.',
  "https://shop.example:3000/api/auth",
  "/home/ada/projects/a-shop-with-a-long-name/src/lib/server/auth.ts",
  "sign-in-with-email-and-password",
  "organization-members-invitation",
  "resetPasswordTokenExpiresIn",
  "app-v2-backend-service/requireEmailVerificationOnSignUp2",
  "re-authentication",
])("leaves a plain text as it is: %s", (text) => {
  expect(withoutSecrets(text, [])).toBe(text);
});
