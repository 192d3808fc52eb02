// @vitest-environment happy-dom
import { BetterFetchError, createAuthClient } from "@better-auth/client";
import { ORIGIN } from "test-kit";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { PASSKEY_ERROR_CODES, passkeyClient } from "./client";

/** What an authenticator gives to the page. */
const bytes = (text: string) => new TextEncoder().encode(text).buffer;
const credential = (response: object) => ({
  id: "aWQ",
  rawId: bytes("id"),
  type: "public-key",
  authenticatorAttachment: "platform",
  getClientExtensionResults: () => ({ prf: { results: "secret" } }),
  response,
});
const made = credential({ attestationObject: bytes("a"), clientDataJSON: bytes("c"), getTransports: () => ["usb"] });
const signed = credential({ authenticatorData: bytes("a"), clientDataJSON: bytes("c"), signature: bytes("s") });

const create = vi.fn<(options: CredentialCreationOptions) => Promise<unknown>>();
const get = vi.fn<(options: CredentialRequestOptions) => Promise<unknown>>();

beforeEach(() => {
  create.mockReset().mockResolvedValue(made);
  get.mockReset().mockResolvedValue(signed);
  vi.stubGlobal(
    "PublicKeyCredential",
    Object.assign(() => {}, { isConditionalMediationAvailable: async () => true }),
  );
  Object.defineProperty(navigator, "credentials", { configurable: true, value: { create, get } });
  document.body.innerHTML = '<input autocomplete="username webauthn">';
});

const begun = {
  "/passkey/generate-register-options": {
    challenge: "abcd",
    rp: { id: "localhost", name: "Acme" },
    user: { id: "YQ", name: "a", displayName: "a" },
    pubKeyCredParams: [],
    extensions: { credProps: true },
  },
  "/passkey/generate-authenticate-options": { challenge: "abcd", rpId: "localhost", extensions: {} },
} as Record<string, unknown>;

interface Sent {
  call: string;
  search: string;
  body: Record<string, unknown> | undefined;
}

/** A server that says yes, unless told. */
function fakeServer(answers: Record<string, () => Response> = {}) {
  const sent: Sent[] = [];
  const customFetchImpl = async (url: string | URL | Request, init?: RequestInit) => {
    const { pathname, search } = new URL(String(url));
    const path = pathname.replace("/api/auth", "");
    const { method = "GET", body } = init ?? {};
    sent.push({ call: `${method} ${path}`, search, body: typeof body === "string" ? JSON.parse(body) : undefined });
    return answers[path]?.() ?? Response.json(begun[path] ?? (path === "/get-session" ? null : { id: "p1" }));
  };
  return { sent, customFetchImpl };
}

function makeClient(answers?: Record<string, () => Response>) {
  const { sent, customFetchImpl } = fakeServer(answers);
  const client = createAuthClient({ baseURL: ORIGIN, plugins: [passkeyClient()], fetchOptions: { customFetchImpl } });
  return { client, sent, calls: () => sent.map(({ call }) => call) };
}

function makeThrowingClient() {
  const { customFetchImpl } = fakeServer();
  const fetchOptions = { customFetchImpl, throw: true } as const;
  return createAuthClient({ baseURL: ORIGIN, plugins: [passkeyClient()], fetchOptions });
}

const named = (name: string) => Object.assign(new Error(`${name}!`), { name });

describe("adding a passkey", () => {
  it("asks the server, the authenticator, and the server", async () => {
    const { client, sent } = makeClient();
    const { data, error } = await client.passkey.addPasskey({
      name: "Laptop",
      authenticatorAttachment: "platform",
      context: "invited",
      createSession: true,
      useAutoRegister: true,
      extensions: { minPinLength: true },
    });
    expect({ data, error }).toEqual({ data: { id: "p1" }, error: null });
    expect(sent[0]).toMatchObject({
      call: "GET /passkey/generate-register-options",
      search: "?authenticatorAttachment=platform&name=Laptop&context=invited",
    });
    expect(create.mock.lastCall?.[0]).toMatchObject({
      mediation: "conditional",
      publicKey: { extensions: { credProps: true, minPinLength: true } },
    });
    expect(sent[1]?.call).toBe("POST /passkey/verify-registration");
    expect(sent[1]?.body).toMatchObject({ name: "Laptop", createSession: true, response: { id: "aWQ" } });
  });

  it("keeps the results of extensions in the browser, for whoever asks", async () => {
    const { client, sent } = makeClient();
    const answer = await client.passkey.addPasskey({ returnWebAuthnResponse: true });
    expect(answer.webauthn?.clientExtensionResults).toEqual({ prf: { results: "secret" } });
    expect(answer.webauthn?.response.id).toBe("aWQ");
    expect(JSON.stringify(sent)).not.toContain("secret");
    expect(await client.passkey.addPasskey()).not.toHaveProperty("webauthn");
  });

  it.each([
    ["InvalidStateError", "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED", "Previously registered", 400],
    ["NotAllowedError", "ERROR_PASSTHROUGH_SEE_CAUSE_PROPERTY", "NotAllowedError!", 400],
    ["WeirdError", "UNKNOWN_ERROR", "WeirdError!", 500],
  ])("says why there is none: %s", async (name, code, message, status) => {
    create.mockRejectedValue(named(name));
    const { client, calls } = makeClient();
    const { data, error } = await client.passkey.addPasskey();
    expect(data).toBeNull();
    expect(error).toMatchObject({ code, message, status });
    expect(calls()).toEqual(["GET /passkey/generate-register-options"]);
  });

  it("gives the server's refusals as they are, of either request", async () => {
    const refuse = () => Response.json({ code: "SESSION_NOT_FRESH", message: "Session is not fresh" }, { status: 403 });
    for (const path of ["/passkey/generate-register-options", "/passkey/verify-registration"]) {
      const { client } = makeClient({ [path]: refuse });
      expect((await client.passkey.addPasskey()).error).toMatchObject({ code: "SESSION_NOT_FRESH", status: 403 });
    }
  });
});

describe("signing in", () => {
  it("asks the server, the authenticator, and the server", async () => {
    const { client, sent } = makeClient();
    const onSuccess = vi.fn();
    const { error } = await client.signIn.passkey({ fetchOptions: { headers: { "x-a": "b" }, onSuccess } });
    expect(error).toBeNull();
    expect(sent.map(({ call }) => call)).toEqual([
      "GET /passkey/generate-authenticate-options",
      "POST /passkey/verify-authentication",
    ]);
    expect(sent[1]?.body).toMatchObject({ response: { id: "aWQ", response: { signature: "cw" } } });
    expect(onSuccess).toHaveBeenCalledTimes(1);
    expect(get.mock.lastCall?.[0].mediation).toBeUndefined();
  });

  it("offers passkeys in the form where it is asked to", async () => {
    const { client } = makeClient();
    expect((await client.signIn.passkey({ autoFill: true })).error).toBeNull();
    expect(get.mock.lastCall?.[0].mediation).toBe("conditional");
  });

  it("says when nobody wanted to", async () => {
    get.mockRejectedValue(named("NotAllowedError"));
    const { client } = makeClient();
    const { message } = PASSKEY_ERROR_CODES.AUTH_CANCELLED;
    expect((await client.signIn.passkey()).error).toMatchObject({ message, status: 400 });
    vi.stubGlobal("PublicKeyCredential", undefined);
    expect((await client.signIn.passkey()).error).toMatchObject({ code: "AUTH_CANCELLED", message });
  });

  it("rejects where calls are to throw", async () => {
    const refuse = () => Response.json({ code: "AUTHENTICATION_FAILED" }, { status: 401 });
    const { client } = makeClient({ "/passkey/verify-authentication": refuse });
    await expect(client.signIn.passkey({}, { throw: true })).rejects.toMatchObject({ status: 401 });
    get.mockRejectedValue(named("NotAllowedError"));
    await expect(client.signIn.passkey({ fetchOptions: { throw: true } })).rejects.toBeInstanceOf(BetterFetchError);
    await expect(makeThrowingClient().signIn.passkey()).rejects.toBeInstanceOf(BetterFetchError);
    get.mockResolvedValue(signed);
    expect(await makeThrowingClient().signIn.passkey()).toEqual({ id: "p1" });
  });
});

describe("the stores", () => {
  const settle = (milliseconds = 40) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  type Client = ReturnType<typeof makeClient>["client"];

  it.each([
    ["signing in", (client: Client) => client.signIn.passkey(), 1, 1],
    ["adding", (client: Client) => client.passkey.addPasskey(), 0, 1],
    ["renaming", (client: Client) => client.passkey.updatePasskey({ id: "p1", name: "x" }), 0, 1],
    ["deleting", (client: Client) => client.passkey.deletePasskey({ id: "p1" }), 0, 1],
    ["listing", (client: Client) => client.passkey.listUserPasskeys(), 0, 1],
    [
      "signing in without signals",
      (client: Client) => client.signIn.passkey({ fetchOptions: { disableSignal: true } }),
      0,
      0,
    ],
  ])("follow: %s", async (_what, call, sessions, lists) => {
    const { client, calls } = makeClient();
    const ends = [client.useSession.subscribe(() => {}), client.useListPasskeys.subscribe(() => {})];
    await settle();
    const count = (name: string) => calls().filter((each) => each === name).length;
    const before = [count("GET /get-session"), count("GET /passkey/list-user-passkeys")];
    await call(client);
    await settle();
    expect([count("GET /get-session"), count("GET /passkey/list-user-passkeys")]).toEqual([
      (before[0] ?? 0) + sessions,
      (before[1] ?? 0) + lists,
    ]);
    for (const end of ends) end();
  });

  it("follow a sign-in whose callback throws, as redirects of frameworks do", async () => {
    const { client, calls } = makeClient();
    const end = client.useSession.subscribe(() => {});
    await settle();
    const onSuccess = () => {
      throw new Error("a redirect");
    };
    await expect(client.signIn.passkey({ fetchOptions: { onSuccess } })).rejects.toThrow("a redirect");
    await settle();
    expect(calls().filter((call) => call === "GET /get-session")).toHaveLength(2);
    end();
  });

  it("list no passkeys of somebody who has left: the list follows who is signed in", async () => {
    const { client, calls } = makeClient();
    const lists = () => calls().filter((call) => call === "GET /passkey/list-user-passkeys").length;
    const end = client.useListPasskeys.subscribe(() => {});
    await settle();
    expect(lists()).toBe(1);
    await client.signOut();
    await settle();
    expect(lists()).toBe(2);
    await client.signIn.email({ email: "bob@example.com", password: "correct horse 1" });
    await settle();
    expect(lists()).toBe(3);
    end();
    await settle(1100);
    client.$store.notify("$sessionSignal");
    await settle();
    expect(client.$store.atoms.listPasskeys?.value).toMatchObject({ data: null, isPending: true });
  });

  it("tell the other tabs who is signed in", async () => {
    const { client } = makeClient();
    const heard: unknown[] = [];
    const tab = new BroadcastChannel("better-auth.message");
    tab.onmessage = ({ data }) => heard.push(data);
    await client.passkey.addPasskey();
    await client.signIn.passkey();
    await settle();
    tab.close();
    expect(heard).toMatchObject([{ event: "session", data: { trigger: "getSession" } }]);
  });
});
