/**
 * Takes the place of redirect-plugin where a bundler or a runtime works under the condition "development", so that the
 * hints cost a built application nothing.
 *
 * @module
 */
import { createHints } from "../hints/create-hints";
import type { BetterFetchPlugin } from "./options";
import { redirectPlugin as redirect } from "./redirect-plugin";

const hints = createHints();

export const redirectPlugin: BetterFetchPlugin = {
  ...redirect,
  hooks: {
    ...hints,
    onSuccess(context) {
      hints.onSuccess(context);
      return redirect.hooks?.onSuccess?.(context);
    },
  },
};
