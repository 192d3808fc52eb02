import { expect, it, vi } from "vitest";
import { makeAuth, PASSWORD } from "../test-support/instance";

const never = vi.hoisted(() => () => new Promise<never>(() => {}));
vi.mock("../crypto/password", () => ({ hashPassword: never, verifyPassword: never }));

it("more passwords than can be hashed are refused for a while, which is no bug", async () => {
  const log = vi.fn();
  const { browser } = await makeAuth({ emailAndPassword: { enabled: true }, logger: { log } });
  log.mockClear();
  const alice = browser();
  const answers = Array.from({ length: 510 }, () => alice.signIn({ password: PASSWORD }));
  const first = await Promise.race(answers);
  expect(first).toMatchObject({
    status: 503,
    body: { code: "TOO_BUSY", message: expect.stringContaining("try again") },
  });
  expect(first.headers.get("retry-after")).toBe("5");
  expect(log).not.toHaveBeenCalled();
});
