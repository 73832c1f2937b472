import { readFileSync } from 'node:fs';
import type { Test } from 'tap';
import { checkNetwork } from '../../src/twin/afdx/check-network.js';

// @reads config-items/afdx/network.json

/** The network of the aircraft, as loaded. */
export const networkText = readFileSync('config-items/afdx/network.json', 'utf8');

/** Replaces the first `find` that follows the first `after`. */
export interface Edit {
  readonly after: string;
  readonly find: string;
  readonly put: string;
}

/** The text that begins the block of a virtual link. */
export function virtualLinkBlock(id: number): string {
  return `{ "id": ${id}, "name"`;
}

/** The text of the real network after some edits, and the line of the first one. Throws when an edit finds nothing. */
export function plantedDefect(edits: readonly Edit[]): { readonly text: string; readonly line: number } {
  let text = networkText;
  let line = 0;
  for (const { after, find, put } of edits) {
    const at = text.indexOf(find, text.indexOf(after));
    if (!text.includes(after) || at < 0) throw new Error(`nothing to edit: ${after} … ${find}`);
    text = text.slice(0, at) + put + text.slice(at + find.length);
    line ||= text.slice(0, at).split('\n').length;
  }
  return { text, line };
}

/** The codes of the findings for the real network after some edits. */
export function codesFor(edits: readonly Edit[]): readonly string[] {
  const { diagnostics } = checkNetwork({ path: 'network.json', text: plantedDefect(edits).text });
  return diagnostics.map((finding) => finding.code);
}

/** Asserts that the edits give findings of one code only, the first of them at the line of the first edit. */
export function expectOnly(t: Test, code: string, edits: readonly Edit[]): void {
  const { text, line } = plantedDefect(edits);
  const { diagnostics } = checkNetwork({ path: 'network.json', text });
  t.strictSame([...new Set(diagnostics.map((finding) => finding.code))], [code]);
  t.equal(diagnostics[0]?.place?.line, line);
  t.equal(diagnostics[0]?.place?.path, 'network.json');
}

/** Asserts that the edits give no finding, and a network. */
export function expectNone(t: Test, edits: readonly Edit[]): void {
  const { value, diagnostics } = checkNetwork({ path: 'network.json', text: plantedDefect(edits).text });
  t.strictSame(diagnostics, []);
  t.not(value, undefined);
}
