import { hash } from 'node:crypto';

/**
 * Lower-case hexadecimal SHA-256 of bytes, or of the UTF-8 form of a string. Source: FIPS 180-4.
 * @implements LLR-KRN-004
 */
export function sha256(data: string | Uint8Array): string {
  return hash('sha256', data, 'hex');
}
