export { magicLink } from "./magic-link";
export type * from "./types";
