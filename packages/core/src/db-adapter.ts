export { getAdapter } from "./adapters/get-adapter";
