import type { BetterFetchPlugin } from "./options";

const SCRIPT = /^(javascript|data|vbscript):/i;

/** Opens `data.url` when an answer says `redirect: true`. */
export const redirectPlugin: BetterFetchPlugin = {
  id: "redirect",
  hooks: {
    onSuccess({ data }) {
      const { location } = globalThis.window ?? {};
      // URL parsers skip control characters and spaces in a scheme.
      if (location && data?.redirect && data.url && !SCRIPT.test(`${data.url}`.replace(/[\0- ]/g, "")))
        location.href = data.url;
    },
  },
};
