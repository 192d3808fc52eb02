export {
  type MongoDBAdapterConfig,
  type MongoDBClient,
  type MongoDBDatabase,
  mongodbAdapter,
} from "./adapters/mongo/mongodb-adapter";
