import { canonicalJson, type Json, prettyJson } from '../../../kernel/canonical-json.js';
import { readJson } from '../json-places.js';
import type { AfdxNetwork } from '../network.generated.js';
import { readNetwork } from '../read-network.js';
import type { ValueChange } from './change.js';

/**
 * The file of a candidate for configuration control: the text of the present file with the changed values replaced and all else left as
 * it is, so that a reviewer sees the change alone. When that does not read back as the candidate, as for a file of another form,
 * the candidate written anew.
 *
 * @param text the present file
 * @implements LLR-RCF-009
 */
export function candidateTextOf(text: string, candidate: AfdxNetwork, changes: readonly ValueChange[]): string {
  const anew = prettyJson(candidate as unknown as Json);
  const reading = readJson(text);
  if (reading.faults.length > 0) return anew;
  const lines = lineStartsOf(text);
  const spans = changes.map(({ pointer, value }) => {
    const { line, column } = reading.positionOf(pointer);
    const from = (lines[line - 1] ?? 0) + column - 1;
    return { from, to: endOfValue(text, from), written: inlineJson(value as Json) };
  });
  const patched = [...spans]
    .sort((a, b) => b.from - a.from)
    .reduce((sum, { from, to, written }) => sum.slice(0, from) + written + sum.slice(to), text);
  const back = readNetwork({ path: '', text: patched }).network;
  return back !== undefined && canonicalJson(back as unknown as Json) === canonicalJson(candidate as unknown as Json) ? patched : anew;
}

function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
}

/** The offset behind the JSON value that begins at `from`, in a text that is JSON. */
function endOfValue(text: string, from: number): number {
  const token = /"(?:[^"\\]|\\.)*"|[{}[\]]|[^\s,:{}[\]"]+/gy;
  let depth = 0;
  for (let at = from; at < text.length; ) {
    token.lastIndex = at;
    const found = token.exec(text)?.[0];
    at += found?.length ?? 1;
    if (found === '{' || found === '[') depth += 1;
    if (found === '}' || found === ']') depth -= 1;
    if (found !== undefined && depth === 0) return at;
  }
  return text.length;
}

/** JSON on one line with a space behind each sign, keys in their order. */
function inlineJson(value: Json): string {
  if (value === null || typeof value !== 'object') return typeof value === 'bigint' ? value.toString() : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => inlineJson(item as Json)).join(', ')}]`;
  const members = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${inlineJson((item ?? null) as Json)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
