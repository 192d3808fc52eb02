import type {
  SecretConfig,
  SymmetricDecryptOptions,
  SymmetricEncryptOptions,
  symmetricDecodeJWT,
  symmetricEncodeJWT,
  verifyJWT,
} from "./crypto";
import type { AuthContext } from "./types";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Expect<T extends true> = T;

interface Claims {
  email: string;
}

const readUnnamed = (verify: typeof verifyJWT) => verify("token", "secret");

export type Tests = [
  // What a plugin has at hand is what the functions take.
  Expect<Equal<AuthContext["secretConfig"], SymmetricEncryptOptions["key"]>>,
  Expect<Equal<AuthContext["secretConfig"], SymmetricDecryptOptions["key"]>>,
  Expect<Equal<Parameters<typeof symmetricEncodeJWT>[1], string | SecretConfig>>,
  // The claims are the caller's word, and unknown without it.
  Expect<Equal<ReturnType<typeof readUnnamed>, Promise<Record<string, unknown> | null>>>,
  Expect<Equal<ReturnType<typeof verifyJWT<Claims>>, Promise<Claims | null>>>,
  Expect<Equal<ReturnType<typeof symmetricDecodeJWT<Claims>>, Promise<Claims | null>>>,
];
