export {
  type AdapterFactoryCustomizeAdapterCreator,
  type AdapterFactoryCustomizeAdapterCreator as CreateCustomAdapter,
  type AdapterFactoryOptions,
  type AdapterFactoryOptions as CreateAdapterOptions,
  createAdapterFactory,
  createAdapterFactory as createAdapter,
} from "./database/adapter-factory/create-adapter";
export type { AdapterTestDebugLogs } from "./database/adapter-factory/debug-log";
export { deepmerge } from "./database/adapter-factory/deepmerge";
export {
  initGetDefaultFieldName,
  initGetDefaultModelName,
  initGetFieldAttributes,
  initGetFieldName,
  initGetIdField,
  initGetModelName,
} from "./database/adapter-factory/name-getters";
export { withApplyDefault } from "./database/adapter-factory/transform-input";
export { whereOperators } from "./database/where-operators";
export type {
  AdapterFactory,
  AdapterFactoryConfig,
  AdapterFactoryConfig as AdapterConfig,
  AdapterFactoryConfig as DBAdapterFactoryConfig,
  AdapterFactoryHelpers,
  CleanedWhere,
  CustomAdapter,
  DBAdapter,
  DBAdapterDebugLogOption,
  DBAdapterInstance,
  DBAdapterSchemaCreation,
  DBTransactionAdapter,
  JoinConfig,
  JoinOption,
  ModelTarget,
  Where,
  WhereOperator,
} from "./types";
