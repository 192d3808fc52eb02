export type { AdditionalFieldsSchema, AdditionalFieldsTypes } from "./plugins/infer-additional-fields";
export { inferAdditionalFields } from "./plugins/infer-additional-fields";
export { InferServerPlugin } from "./plugins/infer-plugin";
