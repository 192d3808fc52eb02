export { getBaseAdapter } from "./adapters/get-base-adapter";
