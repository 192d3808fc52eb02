import { describe, expect, it } from "vitest";
import { REDIRECT_FIELDS } from "../guard/origin";
import { everyControl, prepare, registry, sendControl } from "../test-support/controls";

const HOSTILE = [
  "https://evil.example/x",
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "/%5cevil.example",
  "/%2f%2fevil.example",
  "/%09/evil.example",
  "/\t/evil.example",
  "/\r\n//evil.example",
  "https:evil.example",
  "javascript:alert(1)",
  "data:text/html,x",
  "http://localhost:3000@evil.example",
  "http://localhost:3000.evil.example",
  "dashboard",
];

/** Names of string members in an endpoint's schemas that look like addresses. */
function urlFieldsOf(schema: unknown): string[] {
  const shape = findShape(schema);
  return Object.keys(shape).filter((name) => /url$|^redirect/i.test(name));
}
function findShape(schema: unknown): object {
  const def = (schema as { _zod?: { def?: { shape?: object; innerType?: unknown } } })?._zod?.def;
  return def?.shape ?? (def?.innerType ? findShape(def.innerType) : {});
}

describe("redirect targets in the input", () => {
  it.each(everyControl)(
    "%s takes no target from anybody it does not trust (advisories 1, 2, 67)",
    async (_key, control) => {
      const { browser } = await prepare(control);
      for (const [field, code] of Object.entries(REDIRECT_FIELDS)) {
        for (const target of HOSTILE) {
          const inQuery = await sendControl(browser, control, {
            path: `${control.path}?${field}=${encodeURIComponent(target)}`,
          });
          expect(inQuery, `${field}=${target} in the query`).toMatchObject({ status: 403, body: { code } });
          expect(inQuery.headers.get("location")).toBeNull();
          if (control.body === undefined) continue;
          const inBody = await sendControl(browser, control, { body: { ...control.body, [field]: target } });
          expect(inBody, `${field}=${target} in the body`).toMatchObject({ status: 403, body: { code } });
          expect(inBody.headers.get("location")).toBeNull();
          expect(inBody.cookies).toEqual([]);
        }
      }
      expect((await sendControl(browser, control)).status).toBe(control.status ?? 200);
    },
  );

  it("knows every member of every schema that is one (advisory 3)", () => {
    for (const [key, endpoint] of Object.entries(registry)) {
      for (const field of [...urlFieldsOf(endpoint.options.body), ...urlFieldsOf(endpoint.options.query)]) {
        expect(REDIRECT_FIELDS, `${key} takes "${field}"`).toHaveProperty(field);
      }
    }
    // The walk itself finds what is there.
    expect(urlFieldsOf(registry.signInEmail?.options.body)).toEqual(["callbackURL"]);
  });

  it("sends people to paths of this site and to trusted addresses", async () => {
    const { browser } = await prepare(
      { method: "POST", path: "/sign-in/email" },
      { trustedOrigins: ["https://*.example.org"] },
    );
    for (const callbackURL of ["/dashboard?x=1", "http://localhost:3000/a", "https://app.example.org/b"]) {
      const answer = await browser.signIn({ callbackURL });
      expect(answer).toMatchObject({ status: 200, body: { redirect: true, url: callbackURL } });
      expect(answer.headers.get("location")).toBe(callbackURL);
    }
  });

  it("never sends anybody to where the request says it came from (advisory 101)", async () => {
    const referer = "https://evil.example/page";
    for (const [key, control] of everyControl) {
      const { browser } = await prepare(control);
      const answer = await sendControl(browser, control, {}, { headers: { referer } });
      expect(answer.headers.get("location") ?? "", key).not.toContain("evil.example");
      expect(JSON.stringify(answer.body) ?? "", key).not.toContain("evil.example");
    }
  });
});
