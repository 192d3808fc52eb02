export { parseAccountInput } from "./account/input";
export { parseAccountOutput, parseSessionOutput, parseUserOutput } from "./context/output-filters";
export { convertFromDB, convertToDB } from "./database/convert-names";
export { toZodSchema } from "./database/fields-schema";
export { parseInputData } from "./database/input";
export { mergeSchema } from "./database/merge-schema";
export { getSchema } from "./database/physical-schema";
export { getAuthTables } from "./database/resolve-schema";
export {
  accountSchema,
  coreSchema,
  rateLimitSchema,
  sessionSchema,
  userSchema,
  verificationSchema,
} from "./database/row-schemas";
export { createInternalAdapter } from "./internal-adapter/create-internal-adapter";
export { getWithHooks } from "./internal-adapter/with-hooks";
export { getSessionDefaultFields, parseSessionInput } from "./session/input";
export {
  parseAdditionalUserInput,
  parseAdditionalUserInputFromProviderProfile,
  parseUserInput,
} from "./user/input";
export { buildSyntheticUserOutput } from "./user/synthetic";
export { revokeUnprovenAccountAccess } from "./user-lifecycle/revoke-unproven-access";
