export type {
  AdditionalFieldsSchema,
  AdditionalFieldsTypes,
  SchemaFields,
  ServerFields,
} from "./plugins/infer-additional-fields";
export { inferAdditionalFields } from "./plugins/infer-additional-fields";
export { InferServerPlugin } from "./plugins/infer-plugin";
