import { compareDiagnostics, type Place } from '../../../kernel/diagnostic.js';
import type { Rational } from '../../../kernel/rational.js';
import type { Read } from '../../../kernel/result.js';
import type { EndBound } from '../bounds/bounds.js';
import { structuralFindingsOf } from '../check-network.js';
import type { AfdxNetwork } from '../network.generated.js';
import { type Choice, linksOf, type MadeLink, networkWith } from './assemble.js';
import { messageFindingsOf } from './check-messages.js';
import { conflictsIn } from './conflict.js';
import { type AskSolver, type ExactOutcome, exactlyOptimal } from './exact-search.js';
import { conflictFinding, cutNote, noSolutionFinding, stayingFinding, stoppedWarning } from './findings.js';
import { type Found, isSolution, sortedChoices } from './found.js';
import { type BoundsFunction, judgementOf, skewMicrosecondsOf } from './judge.js';
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
 * that stay miss a bound alone (AFDX-249), when messages contradict each other (AFDX-250 to AFDX-252) or no solution was found (AFDX-253). A value may come with
 * a warning (AFDX-254) or a note (AFDX-256).
 *
 * @implements LLR-VLO-023
 */
export async function synthesised(input: SynthesisInput): Promise<Read<Synthesis | undefined>> {
  const { network, messages, bounds, options } = input;
  const structural = structuralFindingsOf(network, input.placeOf);
  const wrong = [...structural, ...messageFindingsOf(network, messages)].sort(compareDiagnostics);
  if (wrong.some(({ severity }) => severity === 'error')) return { value: undefined, diagnostics: wrong };
  const staying = judgementOf(network, [], bounds).misses;
  if (staying.length > 0)
    return { value: undefined, diagnostics: staying.map((miss) => stayingFinding(miss, input.placeOf)).sort(compareDiagnostics) };
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

async function exactOutcome({ exact, ask, bounds }: SynthesisInput, problem: Problem, found: Found): Promise<ExactOutcome | undefined> {
  if (exact === undefined || ask === undefined) return undefined;
  return exactlyOptimal(problem, bounds, ask, { ...exact, ...(isSolution(found) ? { start: found.choices } : {}) });
}

function synthesisOf(input: SynthesisInput, problem: Problem, chosen: readonly Choice[], exact: ExactOutcome | undefined): Synthesis {
  const choices = sortedChoices(chosen);
  const first = linksOf(problem, choices);
  const { bounds, misses } = judgementOf(input.network, first, input.bounds);
  if (bounds === undefined || misses.length > 0) throw new Error('a solution keeps each bound');
  const skews = skewMicrosecondsOf(bounds);
  const byMessage = new Map(first.map(({ choice, virtualLink }) => [choice.carrier.messages[0] ?? 0, skews.get(virtualLink.id) ?? 1]));
  const made = linksOf(problem, choices, byMessage);
  const network = networkWith(input.network, made);
  const broken = structuralFindingsOf(network, input.placeOf).filter(({ severity }) => severity === 'error');
  if (broken.length > 0) throw new Error(`a solution keeps each structural rule: ${broken[0]?.code} ${broken[0]?.message}`);
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
    ends: bounds.ends,
  };
}
