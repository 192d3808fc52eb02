export { customSession } from "./custom-session";
export type * from "./types";
