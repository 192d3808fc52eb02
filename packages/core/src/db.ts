export type { InputAction } from "./database/input";
export type { SchemaNamesOption } from "./database/merge-schema";
export type { PhysicalTable } from "./database/physical-schema";
export * from "./db-names";
export * as db_exports from "./db-names";
export type { InternalAdapterSettings } from "./internal-adapter/create-internal-adapter";
export type { CustomWrite, WritesWithHooks } from "./internal-adapter/with-hooks";
export type {
  Account,
  AccountKey,
  BaseAccount,
  BaseModelNames,
  BaseRateLimit,
  BaseSession,
  BaseUser,
  BaseVerification,
  BetterAuthDBSchema,
  BetterAuthPluginDBSchema,
  DatabaseHooksEntry,
  DBFieldAttribute,
  DBFieldAttributeConfig,
  DBFieldType,
  DBPrimitive,
  DBTableIndex,
  InferDBFieldInput,
  InferDBFieldOutput,
  InferDBFieldsFromOptions,
  InferDBFieldsFromOptionsInput,
  InferDBFieldsInput,
  InferDBFieldsOutput,
  InferDBValueType,
  InferFieldsInputClient,
  InferFieldsOutput,
  ModelNames,
  RateLimit,
  RemoveFieldsWithReturnedFalse,
  SecondaryStorage,
  Session,
  User,
  Verification,
} from "./types";
export type { UserRow } from "./user/store";
