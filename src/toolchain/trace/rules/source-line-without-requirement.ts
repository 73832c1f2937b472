import { formatPlace } from '../../../kernel/diagnostic.js';
import { lineRangeOf } from '../../requirements/read-sources.js';
import type { TraceGraph } from '../graph.js';
import type { TraceRule } from '../rule.js';

/** @implements LLR-TRC-124 */
export const sourceLineWithoutRequirement: TraceRule = {
  code: 'TRC-124',
  name: 'source passage without requirement',
  severity: 'error',
  why: 'each passage of a source document becomes a requirement, or is left out with a reason',
  check(graph, report) {
    const covered = coverageOf(graph);
    for (const source of graph.sources) {
      const lines = covered.get(source.document) ?? new Uint8Array(source.lineCount + 2);
      for (let line = 1; line <= source.lineCount; line += 1) {
        if (lines[line] === 1) continue;
        const first = line;
        while (line < source.lineCount && lines[line + 1] !== 1) line += 1;
        report({
          message: `${source.document} lines ${first}-${line} have no requirement and no reason why not`,
          place: source.place,
          fix: 'write the requirement with these lines as its source, or exclude them with a reason',
          subjects: [source.document],
        });
      }
    }
    for (const requirement of graph.requirements) {
      for (const range of requirement.sources) {
        const source = graph.sources.find((entry) => entry.document === range.document);
        if (range.lines === '' || source === undefined) continue;
        const lines = lineRangeOf(range.lines);
        if (lines !== undefined && lines.last <= source.lineCount) continue;
        report({
          message: `${requirement.id} names lines ${range.lines} of ${range.document}, which has ${source.lineCount} lines`,
          place: requirement.place,
          fix: `correct the range; the document is described at ${formatPlace(source.place)}`,
          subjects: [requirement.id],
        });
      }
    }
  },
};

function coverageOf(graph: TraceGraph): ReadonlyMap<string, Uint8Array> {
  const covered = new Map(graph.sources.map((source) => [source.document, new Uint8Array(source.lineCount + 2)]));
  const mark = (document: string, text: string): void => {
    const lines = lineRangeOf(text);
    if (lines !== undefined) covered.get(document)?.fill(1, lines.first, lines.last + 1);
  };
  for (const source of graph.sources) for (const exclusion of source.excluded) mark(source.document, exclusion.lines);
  for (const requirement of graph.requirements) for (const range of requirement.sources) mark(range.document, range.lines);
  return covered;
}
