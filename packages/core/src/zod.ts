/**
 * The one copy of zod in the framework, in its small form; packages beside this one take it from here.
 * @see https://zod.dev/packages/mini
 */
import * as z from "zod/mini";
import en from "zod/v4/locales/en.js";

z.config(en());

export * from "zod/mini";
