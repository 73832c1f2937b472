import { sha256 } from '../../kernel/digest.js';
import { type ResultRecord, referenceBytes, referenceFrom, resultBytes, resultFrom } from './queue-messages.js';
import type { QueueTransport } from './queue-transport.js';

/** Most pieces of one text: at the usual size 2 GiB. */
const piecesMaximum = 4096;

/**
 * Writes bytes in pieces that the engine can carry, under a name.
 * @returns the number of pieces
 * @implements LLR-CMP-005
 */
export async function storePieces(transport: QueueTransport, name: string, bytes: Uint8Array): Promise<number> {
  const size = transport.bytesMaximum;
  const pieces = Math.ceil(bytes.length / size);
  if (pieces > piecesMaximum) throw new Error(`${bytes.length} bytes are more than the ${piecesMaximum} pieces that one text may have`);
  for (let index = 0; index < pieces; index += 1)
    await transport.write('contents', `${name}.${index}`, bytes.subarray(index * size, (index + 1) * size));
  return pieces;
}

/**
 * The bytes under a name; undefined when a piece is missing or their number cannot be right.
 * @implements LLR-CMP-005
 */
export async function piecesOf(transport: QueueTransport, name: string, pieces: number): Promise<Uint8Array | undefined> {
  if (pieces > piecesMaximum) return undefined;
  const parts: Uint8Array[] = [];
  for (let index = 0; index < pieces; index += 1) {
    const part = await transport.read('contents', `${name}.${index}`);
    if (part === undefined) return undefined;
    parts.push(part.bytes);
  }
  return Buffer.concat(parts);
}

/**
 * Takes away the pieces under a name.
 * @implements LLR-CMP-005
 */
export async function removePieces(transport: QueueTransport, name: string, pieces: number): Promise<void> {
  for (let index = 0; index < pieces; index += 1) await transport.remove('contents', `${name}.${index}`);
}

/**
 * The result under a key with its revision; the revision alone where what is there is no result of this job, undefined where nothing is.
 * @implements LLR-CMP-006
 */
export async function readResult(
  transport: QueueTransport,
  key: string,
): Promise<{ readonly record: ResultRecord | undefined; readonly revision: number } | undefined> {
  const stored = await transport.read('results', key);
  if (stored === undefined) return undefined;
  const reference = referenceFrom(stored.bytes);
  if (reference === undefined) return { record: resultFrom(stored.bytes, key), revision: stored.revision };
  const bytes = await piecesOf(transport, reference.digest, reference.pieces);
  const whole = bytes !== undefined && sha256(bytes) === reference.digest;
  return { record: whole ? resultFrom(bytes, key) : undefined, revision: stored.revision };
}

/**
 * Stores a result unless one is there that counts, that is, one with another id than `stale`.
 * @returns the result that is there then: the given one, or the one that was there first
 * @implements LLR-CMP-006
 */
export async function storeResult(transport: QueueTransport, record: ResultRecord, stale: string): Promise<ResultRecord> {
  const bytes = resultBytes(record);
  const digest = bytes.length > transport.bytesMaximum ? sha256(bytes) : '';
  const value = digest === '' ? bytes : referenceBytes({ digest, pieces: await storePieces(transport, digest, bytes) });
  for (;;) {
    const found = await readResult(transport, record.key);
    if (found?.record !== undefined && found.record.id !== stale) return found.record;
    if (await transport.write('results', record.key, value, found?.revision ?? 0)) return record;
  }
}
