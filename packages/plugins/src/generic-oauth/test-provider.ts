import {
  createHash,
  createHmac,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign as signWith,
} from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request that the provider has got. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: URLSearchParams;
}

interface Grant {
  readonly challenge: string | null;
  readonly redirectURI: string | null;
  readonly nonce: string | null;
}

/** Members of JSON. */
export type Json = Record<string, unknown>;

/** How a token is signed. */
export interface Signing {
  alg?: string | undefined;
  kid?: string | undefined;
  /** The text that is the secret, for HS256. */
  secret?: string | undefined;
  header?: Json | undefined;
}

const encode = (value: object | Buffer) =>
  Buffer.from(Buffer.isBuffer(value) ? value : JSON.stringify(value)).toString("base64url");

export const CLIENT = { clientId: "the-client", clientSecret: "the-client-secret" };

const keys = new Map<string, KeyObject>();

/** One key a name in a process: making them is slow. */
function keyNamed(kid: string): KeyObject {
  const key = keys.get(kid) ?? generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  keys.set(kid, key);
  return key;
}

/** A provider of OpenID Connect on this machine, over real HTTP; what it says is a test's to choose. */
export class TestProvider {
  origin = "";
  /** Goes over the discovery document; `undefined` takes a member out. */
  metadata: Json = {};
  /** Whoever signs in: claims of the ID token and of the profile. */
  person: Json = {};
  /** Go over the claims of the ID token. */
  claims: Json = {};
  /** Goes over the profile. */
  profile: Json = {};
  /** Goes over the answer of the token endpoint. */
  tokens: Json = {};
  signing: Signing = {};
  /** Of callbacks; `undefined` for none. */
  iss: string | undefined;
  /** In place of the answer at a path. */
  answers: Record<string, (response: ServerResponse) => void> = {};
  readonly received: Received[] = [];
  readonly #keys = new Map<string, KeyObject>();
  readonly #grants = new Map<string, Grant>();
  readonly #server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => this.#answer(request, response, Buffer.concat(chunks).toString()));
  });

  async open(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    this.origin = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    this.rotateKeys("key-1");
    this.person = { sub: "person-1", name: "Olly", email: "olly@example.com", email_verified: true, picture: "p.png" };
    return this;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  get discoveryUrl(): string {
    return `${this.origin}/.well-known/openid-configuration`;
  }

  /** Endpoints for a configuration without discovery. */
  get endpoints() {
    const { origin } = this;
    return { authorizationUrl: `${origin}/authorize`, tokenUrl: `${origin}/token`, userInfoUrl: `${origin}/userinfo` };
  }

  /** Other keys from now on. */
  rotateKeys(kid: string): void {
    this.#keys.clear();
    this.#keys.set(kid, keyNamed(kid));
    this.signing = { ...this.signing, kid };
  }

  /** The public key as PEM: what an attacker signs with, to be taken for the provider. */
  get publicPem(): string {
    return createPublicKey(this.#anyKey()).export({ type: "spki", format: "pem" }).toString();
  }

  requestsTo(path: string): Received[] {
    return this.received.filter((request) => request.path.split("?")[0] === path);
  }

  idToken(claims: Json = {}): string {
    const now = Math.floor(Date.now() / 1000);
    const { alg = "RS256", kid = "key-1", secret, header } = this.signing;
    const all = { iss: this.origin, aud: CLIENT.clientId, iat: now, exp: now + 3600, ...this.person, ...claims };
    const input = `${encode({ alg, kid, typ: "JWT", ...header })}.${encode({ ...all, ...this.claims })}`;
    if (alg === "none") return `${input}.`;
    if (secret !== undefined) return `${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`;
    return `${input}.${encode(signWith("sha256", Buffer.from(input), this.#keys.get(kid) ?? this.#anyKey()))}`;
  }

  #anyKey(): KeyObject {
    for (const key of this.#keys.values()) return key;
    throw new Error("The provider is not open.");
  }

  #answer(request: IncomingMessage, response: ServerResponse, text: string): void {
    const { method = "", url = "", headers } = request;
    const { pathname, searchParams } = new URL(url, this.origin);
    const body = new URLSearchParams(text);
    this.received.push({ method, path: url, headers, body });
    const json = (value: unknown, status = 200) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    const given = this.answers[pathname];
    if (given) given(response);
    else if (pathname.includes("/.well-known/")) json(this.document());
    else if (pathname === "/authorize") this.#authorize(searchParams, response);
    else if (pathname === "/token") json(...this.#token(body));
    else if (pathname === "/userinfo") json({ ...this.person, ...this.profile });
    else if (pathname === "/jwks") json({ keys: this.#publicKeys() });
    else response.writeHead(404).end();
  }

  document(): Json {
    const { origin } = this;
    return {
      issuer: origin,
      authorization_endpoint: `${origin}/authorize`,
      token_endpoint: `${origin}/token`,
      userinfo_endpoint: `${origin}/userinfo`,
      jwks_uri: `${origin}/jwks`,
      ...this.metadata,
    };
  }

  #publicKeys(): Json[] {
    return [...this.#keys].map(([kid, key]) => ({
      ...createPublicKey(key).export({ format: "jwk" }),
      kid,
      alg: "RS256",
      use: "sig",
    }));
  }

  #authorize(params: URLSearchParams, response: ServerResponse): void {
    const code = randomUUID();
    const redirectURI = params.get("redirect_uri");
    this.#grants.set(code, { challenge: params.get("code_challenge"), redirectURI, nonce: params.get("nonce") });
    const back = new URL(redirectURI ?? "");
    back.search = new URLSearchParams({
      code,
      state: params.get("state") ?? "",
      ...(this.iss === undefined ? {} : { iss: this.iss }),
    }).toString();
    response.writeHead(302, { location: back.href }).end();
  }

  #token(body: URLSearchParams): [Json, number?] {
    const answer = {
      access_token: `access-${randomUUID()}`,
      token_type: "Bearer",
      expires_in: 3600,
      scope: "openid email",
    };
    if (body.get("grant_type") === "refresh_token") return [{ ...answer, ...this.tokens }];
    const grant = this.#grants.get(body.get("code") ?? "");
    this.#grants.delete(body.get("code") ?? "");
    if (grant === undefined || grant.redirectURI !== body.get("redirect_uri")) return [{ error: "invalid_grant" }, 400];
    const verifier = body.get("code_verifier");
    const proof = verifier === null ? null : createHash("sha256").update(verifier).digest("base64url");
    if (proof !== grant.challenge) return [{ error: "invalid_grant", error_description: "PKCE" }, 400];
    const id_token = this.idToken(grant.nonce === null ? {} : { nonce: grant.nonce });
    return [{ ...answer, refresh_token: "refresh-1", id_token, ...this.tokens }];
  }
}
