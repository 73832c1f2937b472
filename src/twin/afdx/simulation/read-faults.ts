import { compareDiagnostics, type Diagnostic, type Place } from '../../../kernel/diagnostic.js';
import type { Read } from '../../../kernel/result.js';
import { pointerToken, readJson } from '../json-places.js';
import type { TimingNetwork } from '../timing/timing-network.js';
import { faultFindingsOf } from './check-faults.js';
import { type Fault, faultKinds } from './faults.js';
import { faultFinding } from './simulation-finding.js';

const textLengthMax = 4_000_000;

/** What a member of a fault may be. `time` is a whole number of nanoseconds, kept as ticks. */
type MemberForm = 'text' | 'count' | 'time' | 'direction' | 'network';

interface Member {
  readonly form: MemberForm;
  readonly needed: boolean;
  /** Name in the fault, where it differs from that in the file. */
  readonly as?: string;
}

const needed = (form: MemberForm, as?: string): Member => ({ form, needed: true, ...(as === undefined ? {} : { as }) });
const free = (form: MemberForm, as?: string): Member => ({ form, needed: false, ...(as === undefined ? {} : { as }) });
const start = { startNanoseconds: needed('time', 'startTicks') };
const span = { ...start, endNanoseconds: free('time', 'endTicks') };
const cable = { node: needed('text'), toward: needed('text') };

const members: Readonly<Record<Fault['kind'], Readonly<Record<string, Member>>>> = {
  'babbling-end-system': { virtualLink: needed('count'), intervalNanoseconds: needed('time', 'intervalTicks'), ...span },
  'corrupted-frame': { ...cable, virtualLink: free('count'), nth: free('count'), partsPerMillion: free('count'), ...span },
  'end-system-reset': { endSystem: needed('text'), ...start },
  'late-copy': { virtualLink: needed('count'), network: needed('network'), delayNanoseconds: needed('time', 'delayTicks'), ...span },
  'lost-link': { ...cable, direction: needed('direction'), ...span },
  'switch-failure': { switch: needed('text'), ...span },
};

const forms: Readonly<Record<MemberForm, { readonly says: string; readonly holds: (value: unknown) => boolean }>> = {
  text: { says: 'a text', holds: (value) => typeof value === 'string' },
  count: { says: 'a whole number of 0 or more', holds: isCount },
  time: { says: 'a whole number of nanoseconds', holds: isCount },
  direction: { says: '"both" or "forward"', holds: (value) => value === 'both' || value === 'forward' },
  network: { says: '"A" or "B"', holds: (value) => value === 'A' || value === 'B' },
};

/**
 * The faults of a file `{"faults": [{"kind": …, …}, …]}`, times in nanoseconds. AFDX-280: not JSON, or not of this form; then and with
 * the findings of `faultFindingsOf` there is no value.
 *
 * @param input path of the file as shown in findings, and its text
 * @implements LLR-SIM-030
 */
export function readFaults(
  input: { readonly path: string; readonly text: string },
  network: TimingNetwork,
): Read<readonly Fault[] | undefined> {
  const { path, text } = input;
  if (text.length > textLengthMax)
    return refused([formFinding({ path, line: 1, column: 1 }, `the file is longer than ${textLengthMax} characters`)]);
  const reading = readJson(text);
  if (reading.faults.length > 0) {
    return refused(reading.faults.map(({ message, line, column }) => formFinding({ path, line, column }, `not JSON: ${message}`)));
  }
  const placeOf = (pointer: string): Place => ({ path, ...reading.positionOf(pointer) });
  const list = isObject(reading.value) && Object.keys(reading.value).length === 1 ? reading.value['faults'] : undefined;
  if (!Array.isArray(list)) return refused([formFinding(placeOf(''), 'the file is no object with the one member "faults", a list')]);
  const findings: Diagnostic[] = [];
  const faults = list.flatMap((item: unknown, index) => {
    const read = faultFrom(item, network.ticksPerSecond, (member) =>
      placeOf(`/faults/${index}${member === '' ? '' : `/${pointerToken(member)}`}`),
    );
    findings.push(...read.diagnostics);
    return read.value === undefined ? [] : [read.value];
  });
  if (findings.length > 0) return refused(findings);
  const meaning = faultFindingsOf(network, faults, (index, member) =>
    placeOf(`/faults/${index}${member === undefined ? '' : `/${member}`}`),
  );
  return meaning.length > 0 ? refused(meaning) : { value: faults, diagnostics: [] };
}

function faultFrom(item: unknown, ticksPerSecond: number, placeOf: (member: string) => Place): Read<Fault | undefined> {
  const kind = isObject(item) ? faultKinds.find((known) => known === item['kind']) : undefined;
  if (!isObject(item) || kind === undefined) {
    return { value: undefined, diagnostics: [formFinding(placeOf(''), `a fault has one of the kinds ${faultKinds.join(', ')}`)] };
  }
  const fault: Record<string, unknown> = { kind };
  const diagnostics: Diagnostic[] = [];
  for (const name of Object.keys(item)) {
    if (name !== 'kind' && !Object.hasOwn(members[kind], name))
      diagnostics.push(formFinding(placeOf(name), `${kind} has no member "${name}"`));
  }
  for (const [name, { form, needed: isNeeded, as = name }] of Object.entries(members[kind])) {
    const value = item[name];
    if (value === undefined && !isNeeded) continue;
    if (!forms[form].holds(value))
      diagnostics.push(formFinding(placeOf(value === undefined ? '' : name), `${kind} needs "${name}", ${forms[form].says}`));
    else fault[as] = form === 'time' ? ticksOf(value as number, ticksPerSecond) : value;
  }
  // each member was checked against the form of its kind
  return { value: diagnostics.length === 0 ? (fault as unknown as Fault) : undefined, diagnostics };
}

/** Whole ticks: the ticks of a second are a multiple of 10^9 in a network that was built from a file, and else rounded down. */
function ticksOf(nanoseconds: number, ticksPerSecond: number): number {
  return Number((BigInt(nanoseconds) * BigInt(ticksPerSecond)) / 1_000_000_000n);
}

function formFinding(place: Place, message: string): Diagnostic {
  return faultFinding('AFDX-280', place, {
    message,
    why: 'a fault that is read in part would test something else than it says',
    fix: 'see the forms of the faults in docs/afdx-simulation.md',
  });
}

function refused(diagnostics: readonly Diagnostic[]): Read<undefined> {
  return { value: undefined, diagnostics: [...diagnostics].sort(compareDiagnostics) };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
