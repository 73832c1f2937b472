import { compareDiagnostics, type Diagnostic } from '../../../kernel/diagnostic.js';
import { compareRationals, dividedBy, type Rational, rational, roundedUp, times } from '../../../kernel/rational.js';
import type { EndObservation, SimulationResult } from './simulation-result.js';

/** One flow at one destination: the longest delay seen, and the bound. */
export interface BoundComparison {
  readonly end: EndObservation;
  /** `undefined` when no frame was received. */
  readonly observedTicks: number | undefined;
  readonly boundTicks: Rational | undefined;
  readonly holds: boolean;
  /** Observed as a share of the bound, rounded up; `undefined` when one of both is missing. */
  readonly partsPerMillion: bigint | undefined;
}

/**
 * Compares what a simulation saw with bounds. AFDX-283: a delay that exceeds its bound; AFDX-284: an end without bound.
 *
 * @param boundTicksOf the bound of the end-to-end delay in ticks, release to delivery
 * @returns one entry for each end in the order of the result, and the findings
 * @implements LLR-SIM-051
 */
export function compareWithBounds(
  result: SimulationResult,
  boundTicksOf: (end: EndObservation) => Rational | undefined,
): { readonly ends: readonly BoundComparison[]; readonly diagnostics: readonly Diagnostic[] } {
  const ends = result.ends.map((end): BoundComparison => {
    const boundTicks = boundTicksOf(end);
    const observedTicks = end.delayTicksMax;
    if (boundTicks === undefined || observedTicks === undefined) {
      return { end, observedTicks, boundTicks, holds: boundTicks !== undefined, partsPerMillion: undefined };
    }
    const observed = rational(BigInt(observedTicks));
    const share = boundTicks.numerator <= 0n ? undefined : roundedUp(dividedBy(times(observed, rational(1_000_000n)), boundTicks));
    return { end, observedTicks, boundTicks, holds: compareRationals(observed, boundTicks) <= 0, partsPerMillion: share };
  });
  const diagnostics = ends.flatMap((comparison) => (comparison.holds ? [] : [findingOf(comparison)]));
  return { ends, diagnostics: diagnostics.sort(compareDiagnostics) };
}

function findingOf({ end, observedTicks, boundTicks }: BoundComparison): Diagnostic {
  const { flow, destination } = end;
  const where = `virtual link ${flow.virtualLink} "${flow.name}" to ${destination.endSystem} on network ${flow.network}`;
  const subjects = [`VL-${flow.virtualLink}`];
  if (boundTicks === undefined) {
    const why = 'a delay without bound is not shown to be in time';
    return {
      code: 'AFDX-284',
      severity: 'error',
      message: `${where} has no bound`,
      why,
      fix: 'compute the bounds of this network',
      subjects,
    };
  }
  return {
    code: 'AFDX-283',
    severity: 'error',
    message: `${where} took ${observedTicks ?? 0} ticks and its bound is ${roundedUp(boundTicks)}`,
    why: `the frame was released at tick ${end.releaseTickOfMax ?? 0}; either the bound is wrong or a fault broke what it assumes`,
    fix: 'without faults report this run with its seed as a defect of the analysis',
    subjects,
  };
}
