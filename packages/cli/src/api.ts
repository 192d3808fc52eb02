export {
  adapters,
  generateKyselySchema,
  generateSchema,
  type SchemaFile,
  type SchemaGenerator,
  type SchemaGeneratorInput,
} from "./generate/programmatic";
