import { canonicalJson } from '../../../kernel/canonical-json.js';
import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { sha256 } from '../../../kernel/digest.js';
import type { SigningKey, VerifyingKey } from '../../../ports/keys.js';
import { pdiError, startOf } from '../findings.js';

const payloadType = 'application/vnd.in-toto+json';

/** What a release consists of. */
export interface Release {
  readonly name: string;
  readonly image: Uint8Array;
  readonly manifest: string;
}

/**
 * The bytes that are signed: DSSE's pre-authentication encoding of type and payload. Source: DSSE v1, protocol.
 *
 * @implements LLR-PDX-013
 */
export function signedBytes(type: string, payload: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `), payload]);
}

/** An in-toto Statement v1 on image and manifest by their SHA-256. */
function statementOf({ name, image, manifest }: Release): string {
  return canonicalJson({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [
      { name: `${name}.pdi`, digest: { sha256: sha256(image) } },
      { name: `${name}.manifest.json`, digest: { sha256: sha256(manifest) } },
    ],
    predicateType: 'urn:ampel:predicate:pdi-release:v1',
    predicate: { item: name },
  });
}

/**
 * A release as a signed in-toto statement in a DSSE envelope, as text of JSON.
 *
 * @implements LLR-PDX-013
 */
export function signedRelease(release: Release, key: SigningKey): string {
  const payload = Buffer.from(statementOf(release));
  const signature = Buffer.from(key.sign(signedBytes(payloadType, payload))).toString('base64');
  return `${canonicalJson({ payload: payload.toString('base64'), payloadType, signatures: [{ keyid: key.keyId, sig: signature }] })}\n`;
}

/**
 * What is wrong with an envelope as the release of an image: empty when a trusted key signed exactly this image and manifest. PDI-240: no envelope;
 * PDI-241: no signature of a trusted key that verifies; PDI-242: the statement is of other bytes.
 *
 * @param trusted public keys of those who release
 * @implements LLR-PDX-013
 */
export function releaseFindings(
  release: Release,
  envelope: { readonly path: string; readonly text: string },
  trusted: readonly VerifyingKey[],
): readonly Diagnostic[] {
  const wrong = (code: 'PDI-240' | 'PDI-241' | 'PDI-242', message: string): readonly Diagnostic[] => [
    pdiError(code, startOf(envelope.path), {
      message,
      why: 'a checksum finds errors; only a signature finds manipulation',
      fix: 'take the released files anew from who releases them',
    }),
  ];
  const read = envelopeFrom(envelope.text);
  if (read === undefined) return wrong('PDI-240', 'the file is no DSSE envelope of an in-toto statement');
  const bytes = signedBytes(payloadType, read.payload);
  const isTrusted = read.signatures.some((signature) => trusted.some((key) => key.isSignature(bytes, signature)));
  if (!isTrusted) return wrong('PDI-241', 'no signature in the envelope is one of a trusted key');
  return read.payload.toString('utf8') === statementOf(release)
    ? []
    : wrong('PDI-242', `the envelope speaks of other bytes than those of ${release.name}`);
}

/** Signatures that are looked at; more are none of ours. */
const signaturesMax = 16;

function envelopeFrom(text: string): { readonly payload: Buffer; readonly signatures: readonly Buffer[] } | undefined {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null) return undefined;
  const {
    payload,
    payloadType: type,
    signatures,
  } = value as { readonly payload?: unknown; readonly payloadType?: unknown; readonly signatures?: unknown };
  const bytes = base64Bytes(payload);
  if (type !== payloadType || bytes === undefined || !Array.isArray(signatures)) return undefined;
  const read = signatures.slice(0, signaturesMax).flatMap((each: unknown) => {
    const signature = typeof each === 'object' && each !== null ? base64Bytes((each as { readonly sig?: unknown }).sig) : undefined;
    return signature === undefined ? [] : [signature];
  });
  return { payload: bytes, signatures: read };
}

/** Bytes of base64 text in the one form that writes them; a second text for the same bytes would be a second file with one signature. */
function base64Bytes(text: unknown): Buffer | undefined {
  if (typeof text !== 'string') return undefined;
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
