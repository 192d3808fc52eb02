import { makeAuth } from "test-kit";
import { afterEach, expect, it, vi } from "vitest";
import { expo } from "./expo";

afterEach(() => vi.unstubAllEnvs());

async function isExpoGoTrusted(mode: string): Promise<boolean> {
  vi.stubEnv("NODE_ENV", mode);
  const { auth } = await makeAuth({ plugins: [expo()] });
  return (await auth.$context).isTrustedOrigin("exp://192.168.0.2:8081");
}

it("Expo Go is trusted while one develops, and then only", async () => {
  expect(await isExpoGoTrusted("development")).toBe(true);
  expect(await isExpoGoTrusted("production")).toBe(false);
  expect(await isExpoGoTrusted("test")).toBe(false);
});

it("clients and `auth.api` do not have the proxy", async () => {
  const { auth } = await makeAuth({ plugins: [expo()] });
  // @ts-expect-error it is for browsers
  auth.api.expoAuthorizationProxy;
});
