import { describe, expect, it } from "vitest";
import type { Browser } from "../test-support/browser";
import { everyControl, prepare, sendControl } from "../test-support/controls";
import { makeAuth, PASSWORD, SECRET } from "../test-support/instance";

/** Everything that is logged, at the level that logs most. */
function listen() {
  const lines: string[] = [];
  const log = (...parts: unknown[]) => {
    lines.push(
      parts
        .map((part) => (part instanceof Error ? `${part.stack} ${JSON.stringify(part)}` : JSON.stringify(part)))
        .join(),
    );
  };
  return { lines, logger: { level: "debug" as const, log } };
}

function secretsOf(browser: Browser): string[] {
  return [...browser.jar.values()].flatMap((value) => [
    value,
    decodeURIComponent(value),
    decodeURIComponent(value).split(".")[0] ?? "",
  ]);
}

describe("what is logged", () => {
  it.each(everyControl)("%s logs no password, token or cookie (advisory 69)", async (_key, control) => {
    const { lines, logger } = listen();
    const { browser } = await prepare(control, { logger });
    const secrets = new Set([PASSWORD, SECRET, "better horse 2", "control-token", ...secretsOf(browser)]);
    await sendControl(browser, control);
    await browser.signIn();
    for (const secret of secretsOf(browser)) secrets.add(secret);
    // Refused ones are what people log most about.
    const refused = [{ ...control.body, password: PASSWORD, token: "control-token", x: 1 }, [PASSWORD]];
    for (const body of control.method === "POST" ? refused : []) await sendControl(browser, control, { body });
    await browser.signIn({ password: "wrong horse 3" });
    secrets.add("wrong horse 3");
    for (const secret of secrets) {
      if (secret.length < 8) continue;
      for (const line of lines) expect(line).not.toContain(secret);
    }
  });

  it("a bug is logged with its stack and without the request (advisory 69)", async () => {
    const { lines, logger } = listen();
    const { browser, db } = await makeAuth({ logger });
    const alice = browser();
    await alice.signUp();
    db.exec("drop table session");
    expect((await alice.signIn()).status).toBe(500);
    expect(lines.join("\n")).toMatch(/session/);
    for (const secret of [PASSWORD, ...secretsOf(alice)]) for (const line of lines) expect(line).not.toContain(secret);
  });
});
