export { getAuthTables } from "./database/resolve-schema";
export { createInternalAdapter } from "./internal-adapter/internal-adapter";
