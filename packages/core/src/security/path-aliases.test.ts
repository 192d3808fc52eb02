import { describe, expect, it } from "vitest";
import { everyControl, prepare, registry, sendControl } from "../test-support/controls";
import { makeAuth } from "../test-support/instance";

const aliases = (path: string): string[] => [
  path.replace("/", "//"),
  path.replace(/\/([^/]*)$/, "//$1"),
  `${path}/`,
  `${path}//`,
  path.toUpperCase(),
  path.replace(/.$/, (last) => `%${last.charCodeAt(0).toString(16)}`),
  `${path};v=1`,
  `${path}%00`,
  `${path}.`,
  `/x/%2e%2e${path}`,
];

const templateOf = (key: string): string => registry[key]?.path as string;

/** Where a path ends in a parameter, another last segment is another value, not another spelling. */
function isOtherParameter(template: string, path: string): boolean {
  const fixed = template.split(":")[0] as string;
  return fixed !== template && path.startsWith(fixed) && !path.slice(fixed.length).includes("/");
}

describe("other spellings of a path", () => {
  it.each(everyControl)("%s is reached by one spelling only", async (key, control) => {
    const { browser } = await prepare(control);
    for (const path of aliases(control.path)) {
      if (isOtherParameter(templateOf(key), path)) continue;
      const answer = await sendControl(browser, control, { path });
      const reached = answer.status !== 404;
      // A URL parser folds "/x/%2e%2e/" before anybody sees it; that spelling is the path itself.
      expect(reached, path).toBe(path.startsWith("/x/"));
    }
  });

  it.each(everyControl)("%s, disabled, is reached by none", async (key, control) => {
    const { browser, auth } = await prepare(control, {});
    const disabled = await makeAuth({ disabledPaths: [templateOf(key)] });
    expect((await sendControl(disabled.browser(), control)).status).toBe(404);
    for (const path of [control.path, ...aliases(control.path)]) {
      for (const method of ["GET", "POST"]) {
        const answer = await disabled
          .browser()
          .send(method, path, method === "POST" ? (control.body ?? {}) : undefined);
        expect(answer.status, `${method} ${path}`).toBe(404);
      }
    }
    expect((await sendControl(browser, control)).status).toBe(control.status ?? 200);
    expect(auth.api).toBeDefined();
  });

  it("are counted as the path itself by the rate limit, or reach nothing", async () => {
    const { browser } = await makeAuth({
      rateLimit: { enabled: true, window: 10, max: 100 },
      advanced: { skipTrailingSlashes: true },
    });
    const alice = browser();
    const statuses: number[] = [];
    for (const path of [
      "/sign-in/email",
      "/sign-in/email/",
      "/sign-in/email",
      "/sign-in/email/",
      "/sign-in//email",
      "/SIGN-IN/email",
    ]) {
      statuses.push((await alice.post(path, { email: "x@example.com", password: "correct horse 1" })).status);
    }
    expect(statuses).toEqual([401, 401, 401, 429, 404, 404]);
  });
});
