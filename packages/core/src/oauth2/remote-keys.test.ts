import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { rsaKey, serveKeys, signToken } from "./fixtures/signed-tokens";
import { validateToken } from "./validate-token";

const NOW = Date.UTC(2030, 0, 15, 12);
const ADDRESS = "https://id.example.com/jwks";
const [OLD, NEW, NAMELESS] = [rsaKey("old"), rsaKey("new"), rsaKey()];
const tokenOf = (key = OLD, header?: Record<string, unknown>) =>
  signToken(key, { iss: "i", aud: "a", sub: "s", exp: NOW / 1000 + 86_400 }, header);
const verify = (token = tokenOf(), address = ADDRESS) => validateToken(token, address);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
const wait = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);

describe("keys at an address", () => {
  it("are fetched once in five minutes", async () => {
    const served = serveKeys(OLD);
    await verify();
    await verify();
    wait(299);
    await verify();
    expect(served.asked).toEqual([ADDRESS]);
    wait(2);
    await verify();
    expect(served.asked).toHaveLength(2);
  });

  it("are fetched once for those who ask at the same time", async () => {
    const served = serveKeys(OLD);
    let open = () => {};
    served.gate = () => new Promise<void>((resolve) => (open = resolve));
    const asking = Promise.all(Array.from({ length: 10 }, () => verify()));
    await vi.waitFor(() => expect(served.asked).toHaveLength(1), 10_000);
    await new Promise((resolve) => setTimeout(resolve, 10));
    open();
    expect(await asking).toHaveLength(10);
    expect(served.asked).toHaveLength(1);
  });

  it("are fetched by each on Cloudflare Workers, where no request may wait for another's", async () => {
    vi.stubGlobal("navigator", { userAgent: "Cloudflare-Workers" });
    const served = serveKeys(OLD);
    let open = () => {};
    const gate = new Promise<void>((resolve) => (open = resolve));
    served.gate = () => gate;
    const asking = Promise.all([verify(), verify()]);
    await vi.waitFor(() => expect(served.asked).toHaveLength(2), 10_000);
    open();
    expect(await asking).toHaveLength(2);
  });

  it("are another address's, too, when that is asked", async () => {
    const served = serveKeys(OLD);
    await verify();
    await verify(tokenOf(), "https://other.example.com/jwks");
    expect(served.asked).toHaveLength(2);
  });

  it("are forgotten when too many addresses are asked", async () => {
    const served = serveKeys(OLD);
    for (let i = 0; i < 101; i++) await verify(tokenOf(), `https://id.example.com/${i}`);
    await verify(tokenOf(), "https://id.example.com/100");
    expect(served.asked).toHaveLength(101);
    await verify(tokenOf(), "https://id.example.com/0");
    expect(served.asked).toHaveLength(102);
  });
});

describe("a key that is not among them", () => {
  it("is looked for at once, and then every thirty seconds at most", async () => {
    const served = serveKeys(OLD);
    await verify();
    served.keys = [OLD, NEW];
    await verify(tokenOf(NEW));
    expect(served.asked).toHaveLength(2);

    for (let i = 0; i < 20; i++)
      await expect(verify(tokenOf(OLD, { kid: `made-up-${i}` }))).rejects.toThrow(/no applicable key/);
    expect(served.asked).toHaveLength(2);
    wait(31);
    await expect(verify(tokenOf(OLD, { kid: "made-up" }))).rejects.toThrow(/no applicable key/);
    expect(served.asked).toHaveLength(3);
  });

  it("is not looked for twice when the keys were only just fetched", async () => {
    const served = serveKeys(OLD);
    await expect(verify(tokenOf(NEW))).rejects.toThrow(/no applicable key/);
    expect(served.asked).toHaveLength(1);
  });

  it("is gone with the provider's rotation", async () => {
    const served = serveKeys(OLD);
    await verify();
    served.keys = [NEW];
    wait(301);
    await expect(verify()).rejects.toThrow(/no applicable key/);
  });
});

describe("keys without names", () => {
  it("are tried one after the other", async () => {
    const other = rsaKey();
    serveKeys(other, NAMELESS);
    expect((await verify(tokenOf(NAMELESS))).payload.sub).toBe("s");
    await expect(verify(signToken(rsaKey(), { exp: NOW / 1000 + 60 }))).rejects.toMatchObject({
      code: "ERR_JWS_SIGNATURE_VERIFICATION_FAILED",
    });
    const over = signToken(NAMELESS, { exp: NOW / 1000 - 60 });
    await expect(verify(over)).rejects.toMatchObject({ code: "ERR_JWT_EXPIRED" });
  });
});

describe("keys that cannot be had", () => {
  it.each<[string, () => Response, string]>([
    ["refused", () => new Response("no", { status: 503 }), "refused"],
    ["no set", () => Response.json({ nothing: true }), "unreadable"],
    ["null", () => Response.json(null), "unreadable"],
    ["no list", () => Response.json({ keys: {} }), "unreadable"],
    ["a list of nothing", () => Response.json({ keys: [1] }), "unreadable"],
    ["too many", () => Response.json({ keys: Array.from({ length: 101 }, () => OLD.jwk) }), "unreadable"],
    ["too large", () => Response.json({ keys: [{ ...OLD.jwk, x: "x".repeat(300_000) }] }), "too-large"],
    ["redirected", () => new Response(null, { status: 302, headers: { location: "https://evil.example" } }), "refused"],
  ])("since they are %s, are the provider's fault, and asked for again", async (_, answer, code) => {
    const served = serveKeys(OLD);
    served.answer = answer;
    await expect(verify()).rejects.toMatchObject({ name: "ProviderError", code });
    served.answer = undefined;
    expect((await verify()).payload.sub).toBe("s");
  });

  it("private ones, and shared secrets, are no keys of others", async () => {
    const served = serveKeys(OLD);
    served.answer = () => Response.json({ keys: [{ kty: "oct", k: "c2VjcmV0", kid: "old", alg: "HS256" }] });
    await expect(verify()).rejects.toThrow();
    served.answer = () => Response.json({ keys: [{ ...OLD.privateKey.export({ format: "jwk" }), kid: "old" }] });
    await expect(verify(tokenOf(), "https://private.example.com")).rejects.toThrow();
  });
});
