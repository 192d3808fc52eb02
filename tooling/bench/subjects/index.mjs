import { makeAuthCore } from "./auth-core.mjs";
import { makeBetterAuth } from "./better-auth.mjs";
import { makeMinimum } from "./minimum.mjs";
import { ownPlugins, referencePlugins } from "./plugins.mjs";

/**
 * Something that is measured.
 * @typedef {object} Subject
 * @property {string} cookie of a session that is valid
 * @property {(request: Request) => Promise<Response>} handle
 * @property {(headers: Headers) => Promise<unknown>} [getSession] the direct call
 * @property {{ cookie: string, handle: (request: Request) => Promise<Response> }} [cached] the same with a cookie cache
 * @property {() => void} close
 */

/** How each subject is made, given the SQLite file it may write. */
export const subjects = {
  minimum: async (file) => makeMinimum(file),
  ours: (file) => makeBetterAuth("better-auth", { file }),
  "ours, 21 plugins": async (file) => makeBetterAuth("better-auth", { file, plugins: await ownPlugins() }),
  reference: (file) => makeBetterAuth("better-auth-reference", { file }),
  "reference, 19 plugins": async (file) =>
    makeBetterAuth("better-auth-reference", { file, plugins: await referencePlugins() }),
  "@auth/core": (file) => makeAuthCore(file),
};
