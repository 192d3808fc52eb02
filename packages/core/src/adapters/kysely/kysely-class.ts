// A module of its own, so that a bundler keeps only this class of Kysely, in a chunk that only dialects need.
export { Kysely } from "kysely";
