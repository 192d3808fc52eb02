import type { BetterFetchPlugin } from "./options";

// URL parsers skip control characters and spaces in a scheme.
const isScript = (url: string) => /^(javascript|data|vbscript):/i.test(url.replace(/[\0- ]/g, ""));

/** Opens `data.url` when an answer says `redirect: true`. */
export const redirectPlugin: BetterFetchPlugin = {
  id: "redirect",
  hooks: {
    onSuccess({ data }) {
      const { location } = globalThis.window ?? {};
      if (location && data?.redirect && data.url && !isScript(`${data.url}`)) location.href = data.url;
    },
  },
};
