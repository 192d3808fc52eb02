// An authenticator for tests: ES256 keys, attestation "none", and as many lies as a test asks for.
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import { ORIGIN } from "test-kit";

/** What a member of CBOR may be here (RFC 8949). */
type Cbor = number | string | Buffer | Map<number | string, Cbor>;

function head(major: number, length: number): Buffer {
  const first = major << 5;
  if (length < 24) return Buffer.from([first | length]);
  return length < 256 ? Buffer.from([first | 24, length]) : Buffer.from([first | 25, length >> 8, length & 255]);
}

function cbor(value: Cbor): Buffer {
  if (typeof value === "number") return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === "string") return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, member]) => [cbor(key), cbor(member)])]);
}

const PRESENT = 0x01;
const VERIFIED = 0x04;
const SYNCHRONISED = 0x08 | 0x10;
const HAS_CREDENTIAL = 0x40;

/** What an answer says of itself. */
export interface Claims {
  origin?: string;
  rpId?: string;
  type?: string;
  challenge?: string;
  /** Somebody gave a PIN, a fingerprint or a face. */
  isVerified?: boolean;
  isPresent?: boolean;
  isSynchronised?: boolean;
}

/** Flags, counter and client data of one ceremony. */
interface Ceremony {
  readonly rpId: string;
  readonly challenge: string;
  readonly type: "webauthn.create" | "webauthn.get";
}

const base64url = (bytes: Buffer) => bytes.toString("base64url");
const sha256 = (bytes: Buffer | string) => createHash("sha256").update(bytes).digest();

/** One credential of one person. */
export class SoftwareAuthenticator {
  /** -1: it does not count. */
  counter = 0;
  private key: KeyObject | undefined;

  constructor(readonly credentialId: Buffer = randomBytes(16)) {}

  private authData(ceremony: Ceremony, claims: Claims, credential?: Buffer): Buffer {
    const flags =
      (claims.isPresent === false ? 0 : PRESENT) |
      (claims.isVerified === false ? 0 : VERIFIED) |
      (claims.isSynchronised ? SYNCHRONISED : 0) |
      (credential ? HAS_CREDENTIAL : 0);
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(Math.max(0, this.counter));
    return Buffer.concat([
      sha256(claims.rpId ?? ceremony.rpId),
      Buffer.from([flags]),
      counter,
      credential ?? Buffer.alloc(0),
    ]);
  }

  private clientData(ceremony: Ceremony, claims: Claims): Buffer {
    const { type = ceremony.type, challenge = ceremony.challenge, origin = ORIGIN } = claims;
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }

  private common() {
    const id = base64url(this.credentialId);
    return { id, rawId: id, type: "public-key", clientExtensionResults: {} } as const;
  }

  /** Answers the options of a registration. */
  create(options: { challenge: string; rp: { id: string } }, claims: Claims = {}): RegistrationResponseJSON {
    const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    this.key = privateKey;
    const { x = "", y = "" } = publicKey.export({ format: "jwk" });
    const cose = cbor(
      new Map<number, Cbor>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x, "base64url")],
        [-3, Buffer.from(y, "base64url")],
      ]),
    );
    const { length } = this.credentialId;
    const credential = Buffer.concat([
      Buffer.alloc(16),
      Buffer.from([length >> 8, length & 255]),
      this.credentialId,
      cose,
    ]);
    const ceremony = { rpId: options.rp.id, challenge: options.challenge, type: "webauthn.create" } as const;
    const attestation = cbor(
      new Map<string, Cbor>([
        ["fmt", "none"],
        ["attStmt", new Map()],
        ["authData", this.authData(ceremony, claims, credential)],
      ]),
    );
    return {
      ...this.common(),
      response: {
        clientDataJSON: base64url(this.clientData(ceremony, claims)),
        attestationObject: base64url(attestation),
        transports: ["internal"],
      },
    };
  }

  /** Answers the options of a sign-in. */
  get(options: { challenge: string; rpId: string }, claims: Claims = {}): AuthenticationResponseJSON {
    if (this.key === undefined) throw new Error("create() comes first.");
    if (this.counter >= 0) this.counter++;
    const ceremony = { rpId: options.rpId, challenge: options.challenge, type: "webauthn.get" } as const;
    const authenticatorData = this.authData(ceremony, claims);
    const clientData = this.clientData(ceremony, claims);
    return {
      ...this.common(),
      response: {
        clientDataJSON: base64url(clientData),
        authenticatorData: base64url(authenticatorData),
        signature: base64url(sign("sha256", Buffer.concat([authenticatorData, sha256(clientData)]), this.key)),
      },
    };
  }
}
