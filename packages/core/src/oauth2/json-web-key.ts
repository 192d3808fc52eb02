/**
 * A key as JSON (RFC 7517), of the key types that signatures are made with. Written out here, so that keys of `jose`, of
 * Web Crypto and of plain objects fit alike.
 */
export interface JsonWebKeyInput {
  kty?: string | undefined;
  kid?: string | undefined;
  alg?: string | undefined;
  use?: string | undefined;
  key_ops?: string[] | undefined;
  ext?: boolean | undefined;
  crv?: string | undefined;
  x?: string | undefined;
  y?: string | undefined;
  n?: string | undefined;
  e?: string | undefined;
  d?: string | undefined;
  p?: string | undefined;
  q?: string | undefined;
  dp?: string | undefined;
  dq?: string | undefined;
  qi?: string | undefined;
  k?: string | undefined;
}
