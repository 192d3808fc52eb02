import { makeAuthCore } from "./auth-core.mjs";
import { makeBetterAuth } from "./better-auth.mjs";
import { makeMinimum } from "./minimum.mjs";
import { ownPlugins, referencePlugins, signInPlugins } from "./plugins.mjs";
import { postgresSubjects } from "./postgres.mjs";
import { redisSubjects } from "./redis.mjs";

/**
 * Something that is measured.
 * @typedef {object} Subject
 * @property {string} cookie of a session that is valid
 * @property {(request: Request) => Promise<Response>} handle
 * @property {(headers: Headers) => Promise<unknown>} [getSession] the direct call
 * @property {{ cookie: string, handle: (request: Request) => Promise<Response> }} [cached] the same with a cookie cache
 * @property {() => unknown} close
 */

/** How each subject on SQLite is made, given the file it may write. */
export const sqliteSubjects = {
  minimum: async (file) => makeMinimum(file),
  ours: (file) => makeBetterAuth("better-auth", { file }),
  "ours, sign-in plugins": async (file) => makeBetterAuth("better-auth", { file, plugins: await signInPlugins() }),
  "ours, 21 plugins": async (file) => makeBetterAuth("better-auth", { file, plugins: await ownPlugins() }),
  reference: (file) => makeBetterAuth("better-auth-reference", { file }),
  "reference, 19 plugins": async (file) =>
    makeBetterAuth("better-auth-reference", { file, plugins: await referencePlugins() }),
  "@auth/core": (file) => makeAuthCore(file),
};

/** Every subject. */
export const subjects = { ...sqliteSubjects, ...postgresSubjects, ...redisSubjects };
