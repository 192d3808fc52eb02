export { inferAdditionalFields } from "./plugins/infer-additional-fields";
export type { AdditionalFieldsSchema, SchemaFieldsTypes, ServerFieldsTypes } from "./plugins/infer-additional-fields";
export { InferServerPlugin } from "./plugins/infer-plugin";
