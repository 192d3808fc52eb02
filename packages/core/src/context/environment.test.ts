import { afterEach, describe, expect, it, vi } from "vitest";
import { ENV, env, getBooleanEnvVar, getEnvVar } from "./environment";
import { getRuntimeName, isBun, isDeno, isNode, isWorkerd } from "./runtime";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

describe("the environment", () => {
  it("is read when it is asked, and empty variables count as absent", () => {
    vi.stubEnv("TEST_ONLY_A", "1");
    vi.stubEnv("TEST_ONLY_EMPTY", "");
    expect([getEnvVar("TEST_ONLY_A"), getEnvVar("TEST_ONLY_EMPTY"), getEnvVar("TEST_ONLY_B", "fallback")]).toEqual([
      "1",
      undefined,
      "fallback",
    ]);
  });

  it.each([
    ["true", true],
    ["1", true],
    ["yes", true],
    ["false", false],
    ["FALSE", false],
    ["0", false],
  ])("has switches: %j is %s", (text, on) => {
    vi.stubEnv("TEST_ONLY_SWITCH", text);
    expect([getBooleanEnvVar("TEST_ONLY_SWITCH"), getBooleanEnvVar("TEST_ONLY_SWITCH", !on)]).toEqual([on, on]);
    vi.stubEnv("TEST_ONLY_SWITCH", "");
    expect([getBooleanEnvVar("TEST_ONLY_SWITCH"), getBooleanEnvVar("TEST_ONLY_SWITCH", false)]).toEqual([true, false]);
  });

  it("can be read and written as an object, where there is one", () => {
    vi.stubEnv("TEST_ONLY_A", "1");
    expect([env.TEST_ONLY_A, "TEST_ONLY_A" in env, "TEST_ONLY_B" in env]).toEqual(["1", true, false]);
    env.TEST_ONLY_B = "2";
    expect(process.env.TEST_ONLY_B).toBe("2");
    delete env.TEST_ONLY_B;
    expect(process.env.TEST_ONLY_B).toBeUndefined();
    expect(Object.keys(env)).toContain("TEST_ONLY_A");
    vi.stubGlobal("process", undefined);
    expect([env.TEST_ONLY_A, Object.keys(env), getEnvVar("TEST_ONLY_A")]).toEqual([undefined, [], undefined]);
  });

  it("has what the framework knows by name", () => {
    vi.stubEnv("BETTER_AUTH_SECRET", "s");
    vi.stubEnv("NODE_ENV", "");
    expect([ENV.BETTER_AUTH_SECRET, ENV.NODE_ENV, ENV.PACKAGE_VERSION]).toEqual(["s", "development", "0.0.0"]);
  });
});

describe("the mode of the process", () => {
  const modes = async () => {
    vi.resetModules();
    const { isDevelopment, isProduction, isTest, nodeENV } = await import("./process-mode");
    return [nodeENV, isProduction, isDevelopment(), isTest()];
  };

  it.each([
    ["production", true, false, false],
    ["development", false, true, false],
    ["dev", false, true, false],
    ["test", false, false, true],
    ["staging", false, false, false],
    ["", false, false, false],
  ])("%j", async (mode, ...expected) => {
    vi.stubEnv("NODE_ENV", mode);
    vi.stubEnv("TEST", "");
    expect(await modes()).toEqual([mode, ...expected]);
  });

  it("is a test as well where TEST is set", async () => {
    vi.stubEnv("NODE_ENV", "");
    vi.stubEnv("TEST", "true");
    expect((await modes())[3]).toBe(true);
    vi.stubEnv("TEST", "false");
    expect((await modes())[3]).toBe(false);
  });
});

describe("the runtime", () => {
  it("is this one", () => {
    expect([getRuntimeName(), isNode(), isBun(), isDeno(), isWorkerd()]).toEqual(["node", true, false, false, false]);
  });

  it("is told by its own globals, whatever else it claims to be", () => {
    vi.stubGlobal("Bun", {});
    expect([getRuntimeName(), isNode(), isBun()]).toEqual(["bun", false, true]);
    vi.unstubAllGlobals();
    vi.stubGlobal("Deno", {});
    expect(getRuntimeName()).toBe("deno");
    vi.unstubAllGlobals();
    vi.stubGlobal("navigator", { userAgent: "Cloudflare-Workers" });
    expect(getRuntimeName()).toBe("workerd");
    vi.stubGlobal("navigator", undefined);
    vi.stubGlobal("process", undefined);
    expect(getRuntimeName()).toBe("unknown");
  });
});
