import { describe, expect, it } from "vitest";
import { betterAuth } from "../auth";
import { makeAuth } from "../test-support/instance";

const noop = () => {};

describe("an option that can only be a mistake is refused at once, with its path and what was expected", () => {
  it.each<[object, string]>([
    [{ appName: 5 }, "appName: expected a string, got 5"],
    [{ basePath: [] }, "basePath: expected a string, got an array"],
    [{ secret: 12345 }, "secret: expected a string, got 12345"],
    [{ baseURL: 3000 }, "baseURL: expected a string or { allowedHosts: [...] }, got 3000"],
    [{ baseURL: { allowedHosts: "example.com" } }, "baseURL: expected a string or { allowedHosts: [...] }"],
    [{ baseURL: { allowedHosts: ["a"], protocol: "ftp" } }, "baseURL: expected a string or { allowedHosts: [...] }"],
    [{ emailVerification: null }, "emailVerification: expected an object, got null"],
    [
      { emailVerification: { sendVerificationEmail: "mail" } },
      "emailVerification.sendVerificationEmail: expected a function",
    ],
    [
      { emailVerification: { sendOnSignUp: "yes" } },
      "emailVerification.sendOnSignUp: expected a boolean, got a string",
    ],
    [{ emailVerification: { expiresIn: 0 } }, "emailVerification.expiresIn: expected a positive number, got 0"],
    [{ emailAndPassword: true }, "emailAndPassword: expected an object, got a boolean"],
    [{ emailAndPassword: { enabled: "true" } }, "emailAndPassword.enabled: expected a boolean, got a string"],
    [
      { emailAndPassword: { enabled: true, requireEmailVerification: 1 } },
      "emailAndPassword.requireEmailVerification: expected a boolean, got 1",
    ],
    [
      { emailAndPassword: { enabled: true, resetPasswordTokenExpiresIn: Number.NaN } },
      "emailAndPassword.resetPasswordTokenExpiresIn: expected a positive number, got NaN",
    ],
    [
      { emailAndPassword: { enabled: true, password: { hash: "scrypt" } } },
      "emailAndPassword.password.hash: expected a function",
    ],
    [
      { emailAndPassword: { enabled: true, minPasswordLength: 20, maxPasswordLength: 10 } },
      "emailAndPassword.minPasswordLength: expected at most maxPasswordLength",
    ],
    [{ socialProviders: [] }, "socialProviders: expected an object, got an array"],
    [{ user: { modelName: noop } }, "user.modelName: expected a string, got a function"],
    [{ user: { fields: { email: 1 } } }, "user.fields.email: expected a string, got 1"],
    [{ user: { validateUserInfo: {} } }, "user.validateUserInfo: expected a function, got a object"],
    [{ user: { changeEmail: { enabled: "on" } } }, "user.changeEmail.enabled: expected a boolean"],
    [
      { user: { deleteUser: { deleteTokenExpiresIn: -5 } } },
      "user.deleteUser.deleteTokenExpiresIn: expected a positive number, got -5",
    ],
    [{ user: { additionalFields: { age: "number" } } }, "user.additionalFields.age: expected an object, got a string"],
    [
      { user: { additionalFields: { age: { type: "int" } } } },
      'user.additionalFields.age.type: expected "string", "number", "boolean", "date", "json", "string[]" or "number[]" or an array of strings',
    ],
    [
      { user: { additionalFields: { age: { type: "number", required: "yes" } } } },
      "user.additionalFields.age.required: expected a boolean",
    ],
    [
      {
        user: {
          additionalFields: { team: { type: "string", references: { model: "team", field: "id", onDelete: "drop" } } },
        },
      },
      "user.additionalFields.team.references.onDelete: expected",
    ],
    [{ user: { additionalFields: { id: { type: "string" } } } }, "user.additionalFields.id: expected another name"],
    [
      { user: { additionalFields: { emailVerified: { type: "string" } } } },
      'user.additionalFields.emailVerified.type: expected another name for the field, or the type "boolean"',
    ],
    [
      { user: { additionalFields: { email: { type: "string", unique: false } } } },
      "user.additionalFields.email.unique: expected true",
    ],
    [{ session: { expiresIn: "7d" } }, "session.expiresIn: expected a positive number of seconds, at most"],
    [{ session: { expiresIn: 500 * 86_400 } }, "(a cookie lives for 400 days), got 43200000"],
    [{ session: { disableSessionRefresh: "no" } }, "session.disableSessionRefresh: expected a boolean"],
    [{ session: { cookieCache: { enabled: "yes" } } }, "session.cookieCache.enabled: expected a boolean"],
    [{ session: { additionalFields: { a: { type: 1 } } } }, "session.additionalFields.a.type: expected"],
    [
      { account: { accountLinking: { trustedProviders: "github" } } },
      "account.accountLinking.trustedProviders: expected an array of strings or a function",
    ],
    [
      { account: { storeStateStrategy: "memory" } },
      'account.storeStateStrategy: expected "database" or "cookie", got a string',
    ],
    [{ account: { missingEmail: true } }, "account.missingEmail: expected an object, got a boolean"],
    [
      { account: { missingEmail: { page: "complete", sendVerificationEmail: noop } } },
      'account.missingEmail.page: expected a path as in "/complete-sign-up", or a URL, got "complete"',
    ],
    [
      { account: { missingEmail: { page: "//evil.example", sendVerificationEmail: noop } } },
      'account.missingEmail.page: expected a path as in "/complete-sign-up", or a URL, got "//evil.example"',
    ],
    [
      { account: { missingEmail: { sendVerificationEmail: noop } } },
      'account.missingEmail.page: expected a path as in "/complete-sign-up", or a URL, got none',
    ],
    [
      { account: { missingEmail: { page: "/complete-sign-up" } } },
      "account.missingEmail.sendVerificationEmail: expected a function that mails the link, got none",
    ],
    [
      { account: { missingEmail: { page: "/a", sendVerificationEmail: noop, expiresIn: 0 } } },
      "account.missingEmail.expiresIn: expected a positive number, got 0",
    ],
    [{ verification: { storeInDatabase: 1 } }, "verification.storeInDatabase: expected a boolean, got 1"],
    [
      { verification: { storeIdentifier: "sha1" } },
      'verification.storeIdentifier: expected "plain" or "hashed" or an object',
    ],
    [{ trustedOrigins: "https://example.com" }, "trustedOrigins: expected an array or a function, got a string"],
    [{ rateLimit: { enabled: "true" } }, "rateLimit.enabled: expected a boolean"],
    [{ rateLimit: { storage: "redis" } }, 'rateLimit.storage: expected "memory", "database" or "secondary-storage"'],
    [{ rateLimit: { customStorage: { consume: 1 } } }, "rateLimit.customStorage.consume: expected a function, got 1"],
    [{ advanced: { useSecureCookies: "yes" } }, "advanced.useSecureCookies: expected a boolean"],
    [
      { advanced: { disableOriginCheck: "/x" } },
      "advanced.disableOriginCheck: expected a boolean or an array of strings",
    ],
    [
      { advanced: { crossSubDomainCookies: { enabled: true, domain: 5 } } },
      "advanced.crossSubDomainCookies.domain: expected a string, got 5",
    ],
    [
      { advanced: { cookies: { session_token: { name: 1 } } } },
      "advanced.cookies.session_token.name: expected a string, got 1",
    ],
    [
      { advanced: { cookies: { session_token: "sid" } } },
      "advanced.cookies.session_token: expected an object, got a string",
    ],
    [
      { advanced: { database: { generateId: "nanoid" } } },
      'advanced.database.generateId: expected "serial" or "uuid" or false or a function',
    ],
    [{ advanced: { database: { generateId: true } } }, "advanced.database.generateId: expected"],
    [
      { advanced: { database: { defaultFindManyLimit: -1 } } },
      "advanced.database.defaultFindManyLimit: expected a positive number, got -1",
    ],
    [{ advanced: { backgroundTasks: { handler: {} } } }, "advanced.backgroundTasks.handler: expected a function"],
    [{ logger: { level: "verbose" } }, 'logger.level: expected "debug", "info", "success", "warn" or "error"'],
    [
      { databaseHooks: { user: { create: { before: "hook" } } } },
      "databaseHooks.user.create.before: expected a function",
    ],
    [{ onAPIError: { errorURL: 1 } }, "onAPIError.errorURL: expected a string, got 1"],
    [
      { onAPIError: { customizeDefaultErrorPage: { colors: { primary: 1 } } } },
      "onAPIError.customizeDefaultErrorPage.colors.primary: expected a string, got 1",
    ],
    [{ hooks: { before: {} } }, "hooks.before: expected a function"],
    [{ disabledPaths: "/sign-up/email" }, "disabledPaths: expected an array of strings, got a string"],
    [{ telemetry: false }, "telemetry: expected an object, got a boolean"],
    [{ experimental: { instrumentation: true } }, "experimental.instrumentation: expected an object, got a boolean"],
  ])("%j", (options, message) => {
    expect(() => betterAuth(options as never)).toThrow(message);
  });

  it("and never with the value itself, which may be a secret", () => {
    expect(() => betterAuth({ emailAndPassword: { enabled: "hunter2" } } as never)).toThrow("got a string");
    expect(() => betterAuth({ emailAndPassword: { enabled: "hunter2" } } as never)).not.toThrow(/hunter2/);
  });

  it("while what is absent is no mistake: builds run without the environment", () => {
    expect(() =>
      betterAuth({
        appName: undefined,
        secret: undefined,
        trustedOrigins: [undefined],
        user: {},
        session: undefined,
      } as never),
    ).not.toThrow();
  });
});

describe("an option that nothing reads", () => {
  async function warnings(options: object): Promise<string[]> {
    const lines: string[] = [];
    await makeAuth({ ...options, logger: { log: (level, message) => void (level === "warn" && lines.push(message)) } });
    return lines.filter((line) => line.includes("no such option"));
  }

  it.each<[object, string]>([
    [
      { emailAndPasword: { enabled: true } },
      'emailAndPasword: there is no such option, so it does nothing. Did you mean "emailAndPassword"?',
    ],
    [
      { advanced: { disableCsrfChek: true } },
      'advanced.disableCsrfChek: there is no such option, so it does nothing. Did you mean "disableCSRFCheck"?',
    ],
    [
      { session: { cookieCache: { enabeld: true } } },
      'session.cookieCache.enabeld: there is no such option, so it does nothing. Did you mean "enabled"?',
    ],
    [{ zebra: 1 }, "zebra: there is no such option, so it does nothing."],
  ])("is warned of, with the name that was probably meant: %j", async (options, line) => {
    expect(await warnings(options)).toEqual([line]);
  });

  it("is not found among names that the application chooses", async () => {
    expect(
      await warnings({
        advanced: { cookies: { anything: { name: "x" } } },
        user: { additionalFields: { anything: { type: "string", required: false } }, fields: {} },
        rateLimit: { customRules: { "/x": false } },
      }),
    ).toEqual([]);
  });
});
