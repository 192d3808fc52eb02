import {
  aFunction,
  anything,
  boolean,
  cookieSeconds,
  either,
  list,
  notNegative,
  object,
  off,
  oneOf,
  positive,
  record,
  type Shape,
  string,
  strings,
} from "./option-kinds";

const FIELD_TYPES = oneOf("string", "number", "boolean", "date", "json", "string[]", "number[]");

/** Some libraries' schemas are functions with members. */
const schema = either(object, aFunction);

/** A column of the application's own. */
const field: Shape = {
  type: either(FIELD_TYPES, strings),
  required: boolean,
  returned: boolean,
  input: boolean,
  defaultValue: anything,
  onUpdate: aFunction,
  transform: { input: aFunction, output: aFunction },
  references: {
    model: string,
    field: string,
    onDelete: oneOf("no action", "restrict", "cascade", "set null", "set default"),
  },
  unique: boolean,
  bigint: boolean,
  validator: { input: schema, output: schema },
  fieldName: string,
  sortable: boolean,
  index: boolean,
};

const model = (): Shape => ({
  modelName: string,
  fields: record(string),
  additionalFields: record(field),
});

const hooksOfModel: Shape = {
  create: { before: aFunction, after: aFunction },
  update: { before: aFunction, after: aFunction },
  delete: { before: aFunction, after: aFunction },
};

/**
 * Every option of `betterAuth()` by its path. What needs more than a look at one value is checked elsewhere, and is
 * `anything` here.
 */
export const OPTION_TABLE: Shape = {
  appName: string,
  baseURL: anything,
  basePath: string,
  secret: string,
  secrets: anything,
  database: anything,
  secondaryStorage: anything,
  emailVerification: {
    sendVerificationEmail: aFunction,
    sendOnSignUp: boolean,
    sendOnSignIn: boolean,
    autoSignInAfterVerification: boolean,
    expiresIn: positive,
    beforeEmailVerification: aFunction,
    afterEmailVerification: aFunction,
  },
  emailAndPassword: {
    enabled: boolean,
    disableSignUp: boolean,
    requireEmailVerification: boolean,
    maxPasswordLength: positive,
    minPasswordLength: positive,
    autoSignIn: boolean,
    sendResetPassword: aFunction,
    resetPasswordTokenExpiresIn: positive,
    onPasswordReset: aFunction,
    revokeSessionsOnPasswordReset: boolean,
    onExistingUserSignUp: aFunction,
    customSyntheticUser: aFunction,
    password: { hash: aFunction, verify: aFunction },
  },
  socialProviders: object,
  plugins: anything,
  user: {
    ...model(),
    validateUserInfo: aFunction,
    changeEmail: {
      enabled: boolean,
      sendChangeEmailConfirmation: aFunction,
      updateEmailWithoutVerification: boolean,
    },
    deleteUser: {
      enabled: boolean,
      sendDeleteAccountVerification: aFunction,
      beforeDelete: aFunction,
      afterDelete: aFunction,
      deleteTokenExpiresIn: positive,
    },
  },
  session: {
    ...model(),
    expiresIn: cookieSeconds,
    updateAge: notNegative,
    freshAge: notNegative,
    disableSessionRefresh: boolean,
    deferSessionRefresh: boolean,
    storeSessionInDatabase: boolean,
    preserveSessionInDatabase: boolean,
    storeToken: anything,
    cookieCache: {
      enabled: boolean,
      maxAge: anything,
      strategy: anything,
      refreshCache: either(boolean, object),
      version: anything,
    },
  },
  account: {
    ...model(),
    updateAccountOnSignIn: boolean,
    accountLinking: {
      enabled: boolean,
      disableImplicitLinking: boolean,
      requireLocalEmailVerified: boolean,
      trustedProviders: either(strings, aFunction),
      allowDifferentEmails: boolean,
      allowUnlinkingAll: boolean,
      updateUserInfoOnLink: boolean,
    },
    missingEmail: { page: string, sendVerificationEmail: aFunction, expiresIn: positive },
    encryptOAuthTokens: boolean,
    skipStateCookieCheck: boolean,
    storeStateStrategy: oneOf("database", "cookie"),
    storeAccountCookie: boolean,
  },
  verification: {
    ...model(),
    disableCleanup: boolean,
    storeIdentifier: either(oneOf("plain", "hashed"), object),
    storeInDatabase: boolean,
  },
  trustedOrigins: either(list, aFunction),
  rateLimit: {
    enabled: boolean,
    window: positive,
    max: notNegative,
    modelName: string,
    fields: record(string),
    customRules: object,
    storage: oneOf("memory", "database", "secondary-storage"),
    customStorage: { consume: aFunction },
  },
  advanced: {
    ipAddress: {
      ipAddressHeaders: anything,
      disableIpTracking: boolean,
      ipv6Subnet: anything,
      trustedProxies: anything,
    },
    useSecureCookies: boolean,
    disableCSRFCheck: boolean,
    disableOriginCheck: either(boolean, strings),
    crossSubDomainCookies: { enabled: boolean, additionalCookies: strings, domain: string },
    cookies: record({ name: string, attributes: object }),
    defaultCookieAttributes: object,
    cookiePrefix: string,
    database: {
      defaultFindManyLimit: positive,
      generateId: either(oneOf("serial", "uuid"), off, aFunction),
      joins: boolean,
      validateSchema: boolean,
    },
    trustedProxyHeaders: boolean,
    backgroundTasks: { handler: aFunction },
    skipTrailingSlashes: boolean,
  },
  logger: {
    disabled: boolean,
    disableColors: boolean,
    level: oneOf("debug", "info", "success", "warn", "error"),
    log: aFunction,
  },
  databaseHooks: { user: hooksOfModel, session: hooksOfModel, account: hooksOfModel, verification: hooksOfModel },
  onAPIError: {
    throw: boolean,
    onError: aFunction,
    errorURL: string,
    customizeDefaultErrorPage: {
      colors: record(string),
      size: record(string),
      font: { defaultFamily: string, monoFamily: string },
      disableTitleBorder: boolean,
      disableCornerDecorations: boolean,
      disableBackgroundGrid: boolean,
    },
  },
  hooks: { before: aFunction, after: aFunction },
  disabledPaths: strings,
  telemetry: { enabled: boolean, debug: boolean },
  experimental: { instrumentation: { enabled: boolean } },
};
