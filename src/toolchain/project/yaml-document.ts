import { createRequire } from 'node:module';
import type { Document } from 'yaml';
import type { Diagnostic, Place } from '../../kernel/diagnostic.js';

/** The YAML library, loaded when the first document needs it: most files are read by the plain reader. */
function library(): typeof import('yaml') {
  return createRequire(import.meta.url)('yaml') as typeof import('yaml');
}

/** A YAML document read with positions. `value` is undefined when the text is not YAML. */
export interface YamlDocument {
  readonly value: unknown;
  readonly diagnostics: readonly Diagnostic[];
  /** Place of the value at a path of keys and indices; of its nearest existing ancestor when it is absent. */
  readonly placeOf: (path: readonly (string | number)[]) => Place;
}

/**
 * Reads any YAML 1.2 document with the full library; each problem has its line and column.
 * Aliases are bounded, so that a document cannot expand without limit.
 * @implements LLR-REQ-003
 */
export function readYamlDocument(path: string, text: string): YamlDocument {
  const { Document, isMap, isPair, isScalar, LineCounter, parseDocument } = library();
  const counter = new LineCounter();
  const placeAt = (offset: number): Place => {
    const position = counter.linePos(offset);
    return { path, line: Math.max(1, position.line), column: Math.max(1, position.col) };
  };
  const problems: Diagnostic[] = [];
  let document: Document.Parsed | Document = new Document();
  try {
    document = parseDocument(text, { lineCounter: counter, prettyErrors: false, uniqueKeys: true, logLevel: 'error' });
    for (const problem of [...document.errors, ...document.warnings]) problems.push(notYaml(placeAt(problem.pos[0]), problem.message));
  } catch (thrown) {
    problems.push(
      notYaml({ path, line: 1, column: 1 }, `it is nested too deeply (${thrown instanceof Error ? thrown.message : String(thrown)})`),
    );
  }
  let value: unknown;
  if (problems.length === 0) {
    try {
      value = document.toJS({ maxAliasCount: 100 });
    } catch (thrown) {
      problems.push(notYaml(placeAt(0), thrown instanceof Error ? thrown.message : String(thrown)));
    }
  }
  const placeOf = (steps: readonly (string | number)[]): Place => {
    let offset = document.contents?.range?.[0] ?? 0;
    let node: unknown = document.contents;
    for (const step of steps) {
      const pair = isMap(node)
        ? node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step))
        : undefined;
      const child: unknown = pair?.value ?? (hasGet(node) ? node.get(step, true) : undefined);
      const start = isScalar(pair?.key) ? pair.key.range?.[0] : rangeStart(child);
      if (start === undefined) break;
      offset = start;
      node = child;
    }
    return placeAt(offset);
  };
  return { value, diagnostics: problems, placeOf };
}

function notYaml(place: Place, message: string): Diagnostic {
  return {
    code: 'REQ-101',
    severity: 'error',
    message: `not valid YAML: ${message}`,
    place,
    why: 'a file that cannot be read in one way only cannot be under configuration control',
    fix: 'correct the line; an editor with YAML support marks it',
  };
}

function hasGet(node: unknown): node is { get(key: string | number, keepScalar: boolean): unknown } {
  return typeof node === 'object' && node !== null && 'get' in node && typeof node.get === 'function';
}

function rangeStart(node: unknown): number | undefined {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : undefined;
}
