import { compareDiagnostics, type Diagnostic, type Place } from '../../kernel/diagnostic.js';
import { type JsonReading, readJson } from './json-places.js';
import type { AfdxNetwork } from './network.generated.js';
import { schemaConformityOf } from './schema-conformity.js';

/** Texts longer than this are refused unread, because the reader keeps the position of each value. */
const textLengthMax = 64_000_000;

/** A network as read from its text. */
export interface NetworkReading {
  /** `undefined` when the text is not a network; then there are findings. */
  readonly network: AfdxNetwork | undefined;
  /** The place of the value at a JSON pointer of the network. */
  readonly placeOf: (pointer: string) => Place;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads an AFDX network from the text of its JSON file. AFDX-100: not JSON; AFDX-101: not as the schema says; in both cases there
 * is no network. No rule is applied.
 *
 * @param input path of the file as shown in findings, and its text
 * @implements LLR-AFDX-003
 */
export function readNetwork(input: { readonly path: string; readonly text: string }): NetworkReading {
  const isTooLong = input.text.length > textLengthMax;
  const reading = readJson(isTooLong ? '' : input.text);
  const placeOf = (pointer: string): Place => ({ path: input.path, ...reading.positionOf(pointer) });
  if (isTooLong) return { network: undefined, placeOf, diagnostics: [tooLong(input.path)] };
  if (reading.faults.length > 0) return { network: undefined, placeOf, diagnostics: jsonFindings(input.path, reading) };
  const conformity = schemaConformityOf(reading.value);
  if (!('faults' in conformity)) return { network: conformity.network, placeOf, diagnostics: [] };
  const findings = conformity.faults.map(({ pointer, message }) => schemaFinding(placeOf(pointer), pointer, message));
  return { network: undefined, placeOf, diagnostics: findings.sort(compareDiagnostics) };
}

function tooLong(path: string): Diagnostic {
  return {
    code: 'AFDX-100',
    severity: 'error',
    message: `the file is longer than ${textLengthMax} characters`,
    place: { path, line: 1, column: 1 },
    why: 'the reader keeps the position of each value and needs a bound for its memory',
    fix: 'check that this is the network file',
  };
}

function jsonFindings(path: string, { faults }: JsonReading): readonly Diagnostic[] {
  return faults
    .map(
      ({ message, line, column }): Diagnostic => ({
        code: 'AFDX-100',
        severity: 'error',
        message,
        place: { path, line, column },
        why: 'the file is not a JSON text (RFC 8259) with one meaning',
        fix: 'correct the syntax at this place',
      }),
    )
    .sort(compareDiagnostics);
}

function schemaFinding(place: Place, pointer: string, message: string): Diagnostic {
  return {
    code: 'AFDX-101',
    severity: 'error',
    message: `${pointer === '' ? 'the network' : pointer} ${message}`,
    place,
    why: 'network.schema.json says otherwise',
    fix: 'see the description of the field in the schema',
  };
}
