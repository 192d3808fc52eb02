import { expect, it, vi } from "vitest";
import { createTelemetry, getTelemetryAuthConfig } from "./telemetry";

it("telemetry sends nothing, whatever it is told", async () => {
  const send = vi.spyOn(globalThis, "fetch");
  vi.stubEnv("BETTER_AUTH_TELEMETRY", "1");
  const { publish } = await createTelemetry({ telemetry: { enabled: true } });
  expect(await publish({ type: "init", payload: { secret: "x" } })).toBeUndefined();
  expect(await getTelemetryAuthConfig({ appName: "x" })).toEqual({});
  expect(send).not.toHaveBeenCalled();
  vi.unstubAllEnvs();
});
