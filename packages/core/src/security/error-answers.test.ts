import { describe, expect, it } from "vitest";
import { type Answer, Browser } from "../test-support/browser";
import { everyControl, prepare, sendControl } from "../test-support/controls";

/** A request that is refused says why; the 404 of an unknown path and the 405 of a wrong method are empty. */
function saysWhy({ status, body }: Answer): boolean {
  if (status < 400) return true;
  return /^\w+$/.test(body?.code ?? "") && typeof body.message === "string" && body.message !== "";
}

/** What can be wrong with a request, whatever it is for. */
const spoilt: Readonly<
  Record<string, (browser: Browser, control: (typeof everyControl)[number][1]) => Promise<Answer>>
> = {
  "a body that is no JSON": (browser, control) => sendControl(browser, control, { body: "{" }),
  "a body that is a list": (browser, control) => sendControl(browser, control, { body: [1] }),
  "a body that is empty": (browser, control) => sendControl(browser, control, { body: {} }),
  "a body of another type": (browser, control) =>
    sendControl(browser, control, { body: "x" }, { headers: { "content-type": "image/png" } }),
  "a body with members of another type": (browser, control) => {
    const body = Object.fromEntries(Object.keys(control.body ?? {}).map((name) => [name, { $ne: null }]));
    return sendControl(browser, control, { body });
  },
  "a query of another type": (browser, control) =>
    browser.send(
      control.method,
      `${control.path}?${new URLSearchParams({ ...control.query, disableRefresh: "x", token: "" })}`,
      control.body,
    ),
  "another origin": (browser, control) => sendControl(browser, control, {}, { origin: "https://evil.example" }),
  "nobody signed in": (browser, control) => sendControl(new Browser(browser.auth, "nobody"), control),
};

describe("whoever is refused is told why, by a code and a message", () => {
  it.each(everyControl)("%s", async (_key, control) => {
    for (const [name, send] of Object.entries(spoilt)) {
      const { browser } = await prepare(control);
      if (control.method === "GET" && name.startsWith("a body")) continue;
      const answer = await send(browser, control);
      expect(answer.status, name).toBeLessThan(500);
      expect(saysWhy(answer), `${name}: ${answer.status} ${JSON.stringify(answer.body)}`).toBe(true);
    }
    // What is turned off says so, too.
    const { browser } = await prepare({ ...control, options: {} });
    expect(saysWhy(await sendControl(browser, control))).toBe(true);
    const { browser: intact } = await prepare(control);
    expect((await sendControl(intact, control)).status).toBe(control.status ?? 200);
  });
});
