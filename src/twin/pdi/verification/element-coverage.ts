import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { compareRationals, rationalFrom, rationalText, times } from '../../../kernel/rational.js';
import type { Basis } from '../data-file.generated.js';
import { exactNumber } from '../exact-json.js';
import { pdiError } from '../findings.js';
import type { ParameterData } from '../read-data.js';
import type { Element } from './elements.js';

/** How many elements a table has, and what was verified of them. */
export interface ElementCoverage {
  readonly elements: number;
  /** Traced to a requirement that the project has. */
  readonly traced: number;
  /** Equal to the figure in the passage that is quoted for them. */
  readonly byQuote: number;
  /** Compared with another configuration item. */
  readonly byConfigurationItem: number;
  /** Held by an assumption that says so, and by nothing else. */
  readonly assumed: number;
}

/** What coverage is judged with. */
export interface CoverageInput {
  readonly data: ParameterData;
  readonly elements: readonly Element[];
  /** Whether the project has a requirement; undefined when that is not to be judged. */
  readonly hasRequirement: ((id: string) => boolean) | undefined;
  /** Configuration items that a consistency rule compares the table with. */
  readonly compared: readonly string[];
}

/**
 * Whether each element of a table is traced to a requirement and its value verified against what is stated as its basis. PDI-210: no requirement;
 * PDI-211: one that the project does not have; PDI-212: no basis; PDI-213: not the value that is quoted; PDI-214: a basis that states none or two;
 * PDI-215: a basis of no element; PDI-216: a configuration item that no rule compares.
 *
 * @implements LLR-PDV-003
 */
export function elementCoverage(input: CoverageInput): { readonly coverage: ElementCoverage; readonly diagnostics: readonly Diagnostic[] } {
  const { data, elements } = input;
  const diagnostics: Diagnostic[] = [];
  const bases = data.basis.map((basis, index) => ({ basis, index, segments: basis.elements.slice(1).split('/'), used: false }));
  const counts = { elements: elements.length, traced: 0, byQuote: 0, byConfigurationItem: 0, assumed: 0 };
  for (const element of elements) {
    if (isTraced(element, input, diagnostics)) counts.traced += 1;
    const own = bases.filter(({ segments }) => covers(segments, element.pointer));
    for (const basis of own) basis.used = true;
    const [first] = own;
    if (first === undefined) diagnostics.push(elementError('PDI-212', input, element, 'has no basis', basisFix));
    else if (own.every(({ basis }) => isVerified(basis, element, input, diagnostics))) counts[kindOf(first.basis) ?? 'assumed'] += 1;
  }
  for (const { basis, index, used } of bases) {
    const place = data.placeOf(`/basis/${index}`);
    const problem = formProblem(basis, input.compared);
    if (problem !== undefined)
      diagnostics.push(
        pdiError(problem.code, place, { message: `the basis of ${basis.elements} ${problem.message}`, why: basisWhy, fix: basisFix }),
      );
    if (!used)
      diagnostics.push(
        pdiError('PDI-215', place, {
          message: `${basis.elements} is a basis of no element`,
          why: basisWhy,
          fix: 'correct the pointer, or remove the basis',
        }),
      );
  }
  for (const { id, traces } of data.structure.constraints) {
    const unknown = traces.filter((trace) => input.hasRequirement?.(trace) === false);
    const fix = 'correct its trace, or write the requirement';
    for (const trace of unknown)
      diagnostics.push(
        pdiError('PDI-211', data.placeOf('/structure'), {
          message: `constraint ${id} is traced to ${trace}, which the project does not have`,
          why: basisWhy,
          fix,
        }),
      );
  }
  return { coverage: counts, diagnostics };
}

const basisWhy = 'a value that nobody can follow to its origin cannot be verified';
const basisFix = 'quote the passage with document and line, name a configuration item, or state an assumption';

type Kind = 'byQuote' | 'byConfigurationItem' | 'assumed';

/** What a basis states; undefined when it is not exactly one thing. */
function kindOf({ quote, configurationItem, assumption }: Basis): Kind | undefined {
  const stated = [quote, configurationItem, assumption].filter((each) => each !== undefined);
  if (stated.length !== 1) return undefined;
  return quote !== undefined ? 'byQuote' : configurationItem !== undefined ? 'byConfigurationItem' : 'assumed';
}

function formProblem(
  basis: Basis,
  compared: readonly string[],
): { readonly code: 'PDI-214' | 'PDI-216'; readonly message: string } | undefined {
  const kind = kindOf(basis);
  if (kind === undefined) return { code: 'PDI-214', message: 'states not exactly one of quote, configurationItem and assumption' };
  const { document, line, said } = basis;
  if (kind === 'byQuote' && (document === undefined || line === undefined || said === undefined))
    return { code: 'PDI-214', message: 'quotes a passage without document, line and the value that is said' };
  if (kind === 'byConfigurationItem' && !compared.includes(basis.configurationItem ?? ''))
    return { code: 'PDI-216', message: `names ${basis.configurationItem}, with which no rule compares this table` };
  return undefined;
}

function covers(segments: readonly string[], pointer: string): boolean {
  const parts = pointer.slice(1).split('/');
  return segments.length <= parts.length && segments.every((segment, index) => segment === '*' || segment === parts[index]);
}

function isTraced(element: Element, input: CoverageInput, diagnostics: Diagnostic[]): boolean {
  const traces = element.field?.traces ?? [];
  if (traces.length === 0) {
    diagnostics.push(
      elementError(
        'PDI-210',
        input,
        element,
        'is traced to no requirement',
        'give the field, or the record around it, x-trace in the structure',
      ),
    );
    return false;
  }
  const unknown = traces.filter((id) => input.hasRequirement?.(id) === false);
  for (const id of unknown)
    diagnostics.push(
      elementError(
        'PDI-211',
        input,
        element,
        `is traced to ${id}, which the project does not have`,
        'correct x-trace, or write the requirement',
      ),
    );
  return unknown.length === 0;
}

function isVerified(basis: Basis, element: Element, input: CoverageInput, diagnostics: Diagnostic[]): boolean {
  if (formProblem(basis, input.compared) !== undefined) return false;
  if (kindOf(basis) !== 'byQuote') return true;
  const problem = quoteProblem(basis, element);
  if (problem === '') return true;
  diagnostics.push(elementError('PDI-213', input, element, problem, 'correct the value or the quotation, whichever is wrong'));
  return false;
}

/** Why a quoted passage does not state the value; empty when it does. */
function quoteProblem({ quote = '', said = '', factor = '1', document = '', line = 0 }: Basis, element: Element): string {
  if (!standsIn(said, quote)) return `is said to be ${said}, which does not stand in the quotation of ${document}:${line}`;
  if (element.field?.kind !== 'number')
    return plainName(said) === plainName(element.text) ? '' : `is ${element.text}, and ${document}:${line} says ${said}`;
  const [stated, multiplier, value] = [exactNumber(said), rationalFrom(factor), rationalFrom(element.text)];
  if (stated === undefined || multiplier === undefined || value === undefined) return `is a number, and "${said}" is none`;
  const expected = times(stated, multiplier);
  return compareRationals(expected, value) === 0
    ? ''
    : `is ${element.text}, and ${document}:${line} says ${said}, which is ${rationalText(expected)}`;
}

/** Whether a figure or word stands in a text by itself: 10 stands neither in 100 nor in 10.5, 50 does in 50ms. */
function standsIn(said: string, text: string): boolean {
  const longer = /^\d/.test(said) ? /^(?:\d|\.\d|e[+-]?\d)/ : /^\w/;
  for (let at = text.indexOf(said); at >= 0; at = text.indexOf(said, at + 1)) {
    const isAlone = !/[\w.]$|(?:^|[^A-Za-z0-9])-$/.test(text.slice(0, at)) && !longer.test(text.slice(at + said.length));
    if (isAlone) return true;
  }
  return false;
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[_ ]/g, '-');
}

function elementError(code: `PDI-${number}`, { data }: CoverageInput, element: Element, message: string, fix: string): Diagnostic {
  return pdiError(code, data.placeOf(`/values${element.pointer}`), {
    message: `${element.pointer} ${message}`,
    why: basisWhy,
    fix,
    subjects: [element.pointer, ...(element.field?.traces ?? [])],
  });
}
