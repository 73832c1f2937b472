import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { SigningKey, VerifyingKey } from '../ports/keys.js';

/**
 * Keys of Ed25519, or ECDSA on P-256 with SHA-256, from PEM text, through Node. A key is named by the SHA-256 of its public half in DER.
 *
 * @returns undefined for text that is no such key; nothing of the text is repeated anywhere
 * @implements LLR-PDX-014
 */
export function signingKeyFrom(pem: string): SigningKey | undefined {
  const key = keyFrom(() => createPrivateKey(pem));
  if (key === undefined) return undefined;
  return { keyId: keyIdOf(createPublicKey(key)), sign: (bytes) => sign(digestOf(key), bytes, key) };
}

/**
 * The public half of such a key, from PEM text.
 *
 * @implements LLR-PDX-014
 */
export function verifyingKeyFrom(pem: string): VerifyingKey | undefined {
  if (pem.includes('PRIVATE KEY')) return undefined;
  const key = keyFrom(() => createPublicKey(pem));
  if (key === undefined) return undefined;
  return { keyId: keyIdOf(key), isSignature: (bytes, signature) => verify(digestOf(key), bytes, key, signature) };
}

function keyFrom(make: () => KeyObject): KeyObject | undefined {
  try {
    const key = make();
    const isKnown =
      key.asymmetricKeyType === 'ed25519' || (key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1');
    return isKnown ? key : undefined;
  } catch {
    return undefined;
  }
}

/** Ed25519 takes the bytes themselves. */
function digestOf(key: KeyObject): string | null {
  return key.asymmetricKeyType === 'ed25519' ? null : 'sha256';
}

function keyIdOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}
