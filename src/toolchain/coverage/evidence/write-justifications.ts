import { isMap, isSeq, parseDocument } from 'yaml';
import type { JustificationEntry } from './justification-file.generated.js';

/**
 * The text of a file of justifications with entries added, each in place of one of the same gap. What else stands in the file stays,
 * comments too.
 * @param text of the present file; undefined when there is none
 * @throws Error when the text is no file of justifications
 * @implements LLR-COV-045
 */
export function withJustifications(text: string | undefined, entries: readonly JustificationEntry[]): string {
  const document = parseDocument(text ?? 'justifications: []\n');
  const list = document.get('justifications');
  if (document.errors.length > 0 || !isSeq(list)) throw new Error('a file of justifications was read before it is written');
  list.flow = false;
  for (const entry of entries) {
    const place = list.items.findIndex((item) => isMap(item) && item.get('fingerprint') === entry.fingerprint);
    const node = document.createNode(entry);
    if (place === -1) list.add(node);
    else list.set(place, node);
  }
  return document.toString({ lineWidth: 120 });
}
