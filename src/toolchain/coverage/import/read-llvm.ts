import { type FileDraft, fileDraft, fileFrom } from './file-draft.js';
import type { ImportFindings } from './import-finding.js';
import type { ImportedFile } from './imported-coverage.generated.js';
import { type JsonObject, JsonValues } from './json-values.js';
import { type LlvmSpan, llvmLines, llvmSpan } from './llvm-regions.js';

/** Kinds of regions: code; a condition without and with a record of its independent effect. */
const [codeRegion, conditionInDecision] = [0, 6];

/**
 * Files of what `llvm-cov export` writes for clang, rustc and other users of LLVM: lines from the regions of functions, functions,
 * branches as conditions with both values, and MC/DC by unique cause from -fcoverage-mcdc. The members of a function are read and not
 * those of a file, since these leave out what stands in macros of another file. Source: llvm-cov(1), and exports of LLVM 14 to 19.
 * @implements LLR-CVI-004
 */
export function readLlvm(root: JsonObject, findings: ImportFindings): readonly ImportedFile[] {
  const values = new JsonValues(findings);
  const drafts: FileDraft[] = [];
  for (const data of values.objects(root, 'data')) {
    if (data.members['functions'] === undefined) findings.add('CVI-112', `${data.path} has no functions: it was exported without details`);
    for (const file of values.objects(data, 'files')) {
      const path = values.text(file, 'filename');
      if (path === undefined) continue;
      const draft = fileDraft(path);
      drafts.push({ ...draft, statements: llvmLines(file, values, findings) });
    }
    for (const one of values.objects(data, 'functions')) {
      // Copies of a function in several translation units are files of their own here, which the merge makes one of.
      const own = new Map<string, FileDraft>();
      const draftOf = (path: string): FileDraft => {
        const draft = own.get(path) ?? fileDraft(path);
        own.set(path, draft);
        return draft;
      };
      llvmFunction(one, draftOf, values, findings);
      drafts.push(...own.values());
    }
  }
  return drafts.map(fileFrom);
}

function llvmFunction(one: JsonObject, draftOf: (path: string) => FileDraft, values: JsonValues, findings: ImportFindings): void {
  const name = values.text(one, 'name');
  const count = values.count(one, 'count');
  const paths = values.list(one, 'filenames').map((path) => (typeof path === 'string' ? path : ''));
  const spans = (key: string, counts: number): readonly LlvmSpan[] => llvmSpans(one, key, counts, values, findings);
  const [body] = spans('regions', 1).filter(({ kind }) => kind === codeRegion);
  const own = paths[body?.file ?? 0];
  if (name === undefined || count === undefined || body === undefined || own === undefined || own === '') return;
  // A static function is named with its file; each translation unit that includes a header holds its own copy.
  const scope = name.slice(name.lastIndexOf(':') + 1);
  draftOf(own).functions.push({ name: scope, line: body.line, column: body.column, count });
  const conditions = spans('branches', 2);
  for (const { line, column, endLine, endColumn, counts, kind, file } of conditions) {
    const [whenTrue = 0, whenFalse = 0] = counts;
    const ways = [
      { what: 'true', count: whenTrue },
      { what: 'false', count: whenFalse },
    ];
    const end = kind === conditionInDecision ? {} : { end: { line: endLine, column: endColumn } };
    draftOf(paths[file] || own).branches.push({ line, column, scope, what: 'condition', ways, ...end });
  }
  for (const decision of llvmDecisions(one, values, findings)) {
    const within = conditions.filter((span) => span.kind === conditionInDecision && isWithin(span, decision.span));
    const { line, column } = decision.span;
    const shown = decision.shown.map((isShown, index) => ({
      text: `condition ${index + 1} of ${decision.shown.length}`,
      shownTrue: isShown,
      shownFalse: isShown,
    }));
    draftOf(paths[within[0]?.file ?? body.file] || own).decisions.push({
      line,
      column,
      scope,
      criterion: 'unique-cause',
      conditions: shown,
    });
  }
}

function llvmSpans(one: JsonObject, key: string, counts: number, values: JsonValues, findings: ImportFindings): readonly LlvmSpan[] {
  return values.list(one, key).flatMap((value, index) => {
    const span = llvmSpan(value, counts);
    if (span === undefined) findings.add('CVI-104', `${one.path}.${key}[${index}] is not a region`);
    return span ?? [];
  });
}

interface LlvmDecision {
  readonly span: Omit<LlvmSpan, 'counts' | 'file' | 'kind'>;
  readonly shown: readonly boolean[];
}

/** Records of decisions; the list of Booleans stands at their end, and in newer versions the executed vectors behind it. */
function llvmDecisions(one: JsonObject, values: JsonValues, findings: ImportFindings): readonly LlvmDecision[] {
  return values.list(one, 'mcdc_records').flatMap((value, index) => {
    const parts: readonly unknown[] = Array.isArray(value) ? value : [];
    const span = llvmSpan([...parts.slice(0, 4), 0, 0, 0], 0);
    const shown: unknown = parts.find((part) => Array.isArray(part));
    if (span !== undefined && Array.isArray(shown) && shown.length > 0 && shown.every((part) => typeof part === 'boolean'))
      return [{ span, shown: shown as readonly boolean[] }];
    findings.add('CVI-104', `${one.path}.mcdc_records[${index}] is not a decision`);
    return [];
  });
}

function isWithin(inner: LlvmSpan, outer: LlvmDecision['span']): boolean {
  const isAfter = inner.line > outer.line || (inner.line === outer.line && inner.column >= outer.column);
  return isAfter && (inner.endLine < outer.endLine || (inner.endLine === outer.endLine && inner.endColumn <= outer.endColumn));
}
