import { compareDiagnostics, type Diagnostic, type Place } from '../../../kernel/diagnostic.js';
import type { Rational } from '../../../kernel/rational.js';
import type { Read } from '../../../kernel/result.js';
import type { EndBound } from '../bounds/bounds.js';
import { structuralFindingsOf } from '../check-network.js';
import type { AfdxNetwork } from '../network.generated.js';
import { checkTiming } from '../timing-rules/check-timing.js';
import { type Choice, linksOf, type MadeLink, networkWith } from './assemble.js';
import { messageFindingsOf } from './check-messages.js';
import { conflictsIn } from './conflict.js';
import { type AskSolver, type ExactOutcome, exactlyOptimal } from './exact-search.js';
import { conflictFinding, cutNote, missText, noSolutionFinding, stayingFinding, stoppedWarning } from './findings.js';
import { type Found, isSolution, sortedChoices } from './found.js';
import { type BoundsFunction, judgementOf, settingsOf } from './judge.js';
import { highestLoadMinOf, reservedBitsMinOf } from './lower-bounds.js';
import type { Message } from './message.js';
import { highestLoadOf, reservedBitsOf } from './outcome.js';
import { type Problem, problemOf, type SynthesisOptions } from './problem.js';
import { searched } from './search.js';

/** What the optimiser is given. */
export interface SynthesisInput {
  /** The topology; its virtual links stay as they are. */
  readonly network: AfdxNetwork;
  readonly placeOf: (pointer: string) => Place;
  readonly messages: readonly Message[];
  readonly options: SynthesisOptions;
  readonly bounds: BoundsFunction;
  /** Decides small sets of contradictions, and with `exact` looks for the optimum. */
  readonly ask?: AskSolver;
  readonly exact?: { readonly queriesMax: number };
}

/** A network that carries the messages, and how good it is. */
export interface Synthesis {
  readonly network: AfdxNetwork;
  readonly made: readonly MadeLink[];
  readonly messages: readonly Message[];
  /** Bits in 128 ms that the new virtual links reserve, and what no solution is below. */
  readonly reservedBits: bigint;
  readonly reservedBitsMin: bigint;
  /** Highest load of a port as a share of its rate, its port, and what no solution is below. */
  readonly highestLoad: Rational;
  readonly highestLoadPort: string | undefined;
  readonly highestLoadMin: Rational;
  /** Whether no better one exists, for the carriers, trees and bounds looked at. */
  readonly isOptimal: boolean;
  readonly exact: Pick<ExactOutcome, 'kind' | 'queries' | 'cuts' | 'reason'> | undefined;
  /** Bounds of all virtual links. */
  readonly ends: readonly EndBound[];
}

/**
 * Virtual links that carry messages over a network, such that each structural rule, each deadline and each buffer holds and little bandwidth, then
 * little port load, is used. Findings instead, when the input is wrong (AFDX-246, AFDX-247 and the structural rules), when the virtual links
 * that stay break a rule on timing alone (AFDX-249), when messages contradict each other (AFDX-250 to AFDX-252) or no solution was found (AFDX-253). A value may come with
 * a warning or a note on what was not looked at (AFDX-254).
 *
 * @implements LLR-VLO-023
 */
export async function synthesised(input: SynthesisInput): Promise<Read<Synthesis | undefined>> {
  const { network, messages, bounds, options } = input;
  const structural = structuralFindingsOf(network, input.placeOf);
  const wrong = [...structural, ...messageFindingsOf(network, messages)].sort(compareDiagnostics);
  if (wrong.some(({ severity }) => severity === 'error')) return { value: undefined, diagnostics: wrong };
  const staying = stayingFindingsOf(input);
  if (staying.length > 0) return { value: undefined, diagnostics: staying };
  const problem = problemOf(network, messages, options);
  const notes = [...wrong, ...(problem.classes.some(({ cut }) => cut) ? [cutNote(problem)] : [])];
  const found = searched(problem, bounds);
  const exact = await exactOutcome(input, problem, found);
  const choices = exact?.choices ?? (isSolution(found) ? found.choices : undefined);
  if (choices === undefined) {
    const conflicts = await conflictsIn(problem, bounds, found, input.ask);
    const findings = conflicts.length > 0 ? conflicts.map(conflictFinding) : [noSolutionFinding(problem, found)];
    return { value: undefined, diagnostics: [...notes, ...findings].sort(compareDiagnostics) };
  }
  if (exact?.kind === 'stopped') notes.push(stoppedWarning(exact));
  return { value: synthesisOf(input, problem, choices, exact), diagnostics: [...notes].sort(compareDiagnostics) };
}

/** What the network misses before a message is added: bounds, and each other rule on timing. */
function stayingFindingsOf({ network, bounds, placeOf }: SynthesisInput): readonly Diagnostic[] {
  const { misses } = judgementOf(network, [], bounds);
  if (misses.length > 0) return misses.map((miss) => stayingFinding(missText(miss, new Map(), []), placeOf)).sort(compareDiagnostics);
  return timingFindingsOf(network, placeOf).map(({ code, message }) => stayingFinding(`${code} ${message}`, placeOf));
}

function timingFindingsOf(network: AfdxNetwork, placeOf: SynthesisInput['placeOf']): readonly Diagnostic[] {
  return network.virtualLinks.length === 0 ? [] : checkTiming(network, 'frame', placeOf).diagnostics;
}

async function exactOutcome({ exact, ask, bounds }: SynthesisInput, problem: Problem, found: Found): Promise<ExactOutcome | undefined> {
  if (exact === undefined || ask === undefined) return undefined;
  return exactlyOptimal(problem, bounds, ask, { ...exact, ...(isSolution(found) ? { start: found.choices } : {}) });
}

function synthesisOf(input: SynthesisInput, problem: Problem, chosen: readonly Choice[], exact: ExactOutcome | undefined): Synthesis {
  const choices = sortedChoices(chosen);
  const { bounds, faultCase, misses } = judgementOf(input.network, linksOf(problem, choices), input.bounds);
  if (misses.length > 0) throw new Error('a solution keeps each bound');
  const given = { staying: input.network, marginPercent: input.options.marginPercent };
  const made = linksOf(problem, choices, bounds === undefined ? undefined : settingsOf(given, bounds, faultCase));
  const network = networkWith(input.network, made);
  // the checkers have the last word, not the searches
  const broken = [...structuralFindingsOf(network, input.placeOf), ...timingFindingsOf(network, input.placeOf)];
  const [fault] = broken.filter(({ severity }) => severity === 'error');
  if (fault !== undefined) throw new Error(`a solution keeps each rule: ${fault.code} ${fault.message}`);
  const { load, port } = highestLoadOf(problem, choices);
  const reservedBits = reservedBitsOf(choices);
  const least = reservedBitsMinOf(problem);
  const highestLoadMin = highestLoadMinOf(problem);
  const reservedBitsMin = exact !== undefined && exact.reservedBitsMin > least ? exact.reservedBitsMin : least;
  const meetsBounds =
    reservedBits === reservedBitsMin && load.numerator * highestLoadMin.denominator === highestLoadMin.numerator * load.denominator;
  return {
    network,
    made,
    messages: input.messages,
    reservedBits,
    reservedBitsMin,
    highestLoad: load,
    highestLoadPort: port,
    highestLoadMin: exact?.kind === 'optimal' ? load : highestLoadMin,
    isOptimal: exact?.kind === 'optimal' || meetsBounds,
    exact: exact === undefined ? undefined : { kind: exact.kind, queries: exact.queries, cuts: exact.cuts, reason: exact.reason },
    ends: bounds?.ends ?? [],
  };
}
