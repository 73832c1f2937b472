/** A key that signs. What it is and where it is kept, the core does not know. */
export interface SigningKey {
  /** Name of the key in signatures; never the key itself. */
  readonly keyId: string;
  sign(bytes: Uint8Array): Uint8Array;
}

/** A public key that signatures are checked with. */
export interface VerifyingKey {
  readonly keyId: string;
  /** Whether a signature of these bytes was made by the key's other half; false for each malformed signature. */
  isSignature(bytes: Uint8Array, signature: Uint8Array): boolean;
}
