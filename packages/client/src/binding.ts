/**
 * What a framework's client is made of: {@link createClient} with the framework's own way to read a store.
 *
 * @module
 */
export { resolveBaseURL } from "./base-url/base-url";
export { type BindStore, createClient } from "./client/create-client";
export { readJSON } from "./fetch/json";
export type { AuthClientAtoms, AuthClientMembers, HookName } from "./types/auth-client";
