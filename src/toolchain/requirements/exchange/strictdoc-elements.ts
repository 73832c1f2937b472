import type { Diagnostic, Place } from '../../../kernel/diagnostic.js';
import type { Read } from '../../../kernel/result.js';
import { findingOf } from './findings.js';
import type { ExchangeFile } from './options.js';
import { blockText, linesOf } from './text-lines.js';

/** One relation of an element, as written. */
export interface SdocRelation {
  type: string;
  value: string;
  readonly place: Place;
}

/** One element such as `[REQUIREMENT]`, with its fields in order; a field may stand more than once. */
export interface SdocElement {
  readonly name: string;
  readonly place: Place;
  readonly fields: Map<string, string[]>;
  readonly relations: SdocRelation[];
  /** Titles of the enclosing sections and composite elements, outermost first. */
  readonly chapter: readonly string[];
}

interface State {
  readonly path: string;
  readonly elements: SdocElement[];
  readonly open: SdocElement[];
  readonly diagnostics: Diagnostic[];
  element: SdocElement | undefined;
  inRelations: boolean;
}

const header = /^\[(\[?)(\/?)([A-Z][A-Z0-9_-]*)\](\]?)$/u;
const field = /^([A-Z][A-Za-z0-9_-]*(?: [A-Za-z0-9_-]+)*):(?: (.*))?$/u;
const relationPart = /^(- | {2})(TYPE|VALUE|PATH|ROLE|FORMAT|LINE_RANGE|FUNCTION|HASH|ELEMENT|ID): ?(.*)$/u;
/** Written `[NAME]`, yet closed by `[/NAME]`. */
const closedByName = new Set(['FREETEXT', 'SECTION', 'COMPOSITE_REQUIREMENT']);
const depthMax = 100;

/**
 * The elements of an SDoc text in order. Lines that fit nothing, blocks without an end and sections closed out of turn are reported
 * (IMP-301, IMP-302, IMP-304, IMP-306) and reading goes on. Source: StrictDoc user guide, "SDoc syntax".
 * @implements LLR-IMP-031
 */
export function sdocElementsOf(input: ExchangeFile): Read<readonly SdocElement[]> {
  const lines = linesOf(input.text);
  const state: State = { path: input.path, elements: [], open: [], diagnostics: [], element: undefined, inRelations: false };
  let index = 0;
  while (index < lines.length) index = readLine(state, lines, index);
  for (const element of state.open) report(state, 'IMP-304', element.place, `[${element.name}] is never closed`, `add its closing line`);
  if (state.elements[0]?.name !== 'DOCUMENT') {
    report(
      state,
      'IMP-306',
      placeAt(state, 1),
      'text does not begin with [DOCUMENT]',
      'check that the file is an SDoc document',
      'warning',
    );
  }
  return { value: state.elements, diagnostics: state.diagnostics };
}

/** Reads the line at the index, with the block it opens; gives the index of the next line to read. */
function readLine(state: State, lines: readonly string[], index: number): number {
  const line = (lines[index] ?? '').trimEnd();
  if (line === '') return index + 1;
  const match = header.exec(line);
  if (match !== null && (match[1] === '[') === (match[4] === ']')) return readHeader(state, lines, index, match);
  if (state.element === undefined) {
    report(state, 'IMP-302', placeAt(state, index + 1), 'line stands outside of an element', 'begin an element before it');
    return index + 1;
  }
  if (state.element.name === 'GRAMMAR') return index + 1;
  return readField(state, state.element, lines, index);
}

function readHeader(state: State, lines: readonly string[], index: number, match: RegExpExecArray): number {
  const name = match[3] ?? '';
  state.inRelations = false;
  if (match[2] === '/') {
    closeElement(state, name, index + 1);
    return index + 1;
  }
  const element: SdocElement = {
    name,
    place: placeAt(state, index + 1),
    fields: new Map(),
    relations: [],
    chapter: state.open.map(titleOf).filter((title) => title !== ''),
  };
  state.elements.push(element);
  state.element = element;
  if (name === 'FREETEXT') return skipTo(state, lines, index, '[/FREETEXT]').next;
  const nests = match[1] === '[' || closedByName.has(name);
  if (nests && state.open.length < depthMax) state.open.push(element);
  else if (nests) report(state, 'IMP-304', element.place, `sections nest deeper than ${depthMax}`, 'flatten the document');
  return index + 1;
}

function closeElement(state: State, name: string, line: number): void {
  const open = state.open.pop();
  state.element = undefined;
  if (open?.name === name) return;
  if (open !== undefined) state.open.push(open);
  report(
    state,
    'IMP-304',
    placeAt(state, line),
    `[/${name}] closes what is not open`,
    open === undefined ? 'remove the line' : `close [${open.name}] first`,
  );
}

function readField(state: State, element: SdocElement, lines: readonly string[], index: number): number {
  const line = lines[index] ?? '';
  const part = state.inRelations ? relationPart.exec(line) : null;
  if (part !== null) {
    readRelation(state, element, part, index + 1);
    return index + 1;
  }
  const match = field.exec(line.trimEnd());
  if (match === null) {
    if (!(element.name === 'DOCUMENT' && line.startsWith(' ')) && !state.inRelations) {
      report(
        state,
        'IMP-302',
        placeAt(state, index + 1),
        'line is neither a field nor an element',
        'write NAME: value, or put longer text between >>> and <<<',
      );
    }
    return index + 1;
  }
  const name = match[1] ?? '';
  const value = match[2] ?? '';
  state.inRelations = value === '' && (name === 'RELATIONS' || name === 'REFS');
  if (state.inRelations || (element.name === 'DOCUMENT' && value === '')) return index + 1;
  if (!value.startsWith('>>>')) {
    addField(element, name, value);
    return index + 1;
  }
  const block = skipTo(state, lines, index, '<<<');
  addField(element, name, blockText([value.slice(3).trim(), ...block.inside]));
  return block.next;
}

function readRelation(state: State, element: SdocElement, part: RegExpExecArray, line: number): void {
  if (part[1] === '- ') element.relations.push({ type: '', value: '', place: placeAt(state, line) });
  const relation = element.relations.at(-1);
  const value = (part[3] ?? '').trim();
  if (relation === undefined) return;
  if (part[2] === 'TYPE') relation.type = value;
  if (part[2] === 'VALUE' || part[2] === 'PATH') relation.value = value;
}

function skipTo(
  state: State,
  lines: readonly string[],
  index: number,
  end: string,
): { readonly inside: readonly string[]; readonly next: number } {
  const inside: string[] = [];
  for (let at = index + 1; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.trimEnd() === end) return { inside, next: at + 1 };
    inside.push(line);
  }
  report(state, 'IMP-301', placeAt(state, index + 1), `block has no end "${end}"`, `add a line ${end}`);
  return { inside, next: lines.length };
}

function addField(element: SdocElement, name: string, value: string): void {
  const texts = element.fields.get(name);
  if (texts === undefined) element.fields.set(name, [value]);
  else texts.push(value);
}

function titleOf(element: SdocElement): string {
  return element.fields.get('TITLE')?.[0] ?? '';
}

function placeAt(state: State, line: number): Place {
  return { path: state.path, line, column: 1 };
}

function report(state: State, code: string, place: Place, message: string, fix: string, severity: 'error' | 'warning' = 'error'): void {
  state.diagnostics.push(findingOf({ code, severity, place, message, fix, why: 'what stands here may be read wrongly or be lost' }));
}
