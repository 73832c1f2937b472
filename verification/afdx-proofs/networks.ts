import type { Obligation } from '../../src/kernel/logic/obligation.js';
import { rational } from '../../src/kernel/rational.js';
import { boundsOf } from '../../src/twin/afdx/bounds/bounds.js';
import type { AfdxNetwork } from '../../src/twin/afdx/network.generated.js';
import { contextOf } from '../../src/twin/afdx/proofs/afdx-obligations.js';
import { busyPeriodOf } from '../../src/twin/afdx/proofs/busy-periods.js';
import { firstComeObligation, lowBelowHighObligation } from '../../src/twin/afdx/proofs/port-delays.js';
import type { ProofContext } from '../../src/twin/afdx/proofs/proof-context.js';
import { buildTimingNetwork } from '../../src/twin/afdx/timing/build-timing-network.js';
import { type FrameBounds, frameBoundsOf } from '../../src/twin/afdx/timing-rules/frame-bounds.js';
import type { SmallNetwork } from '../support/small-afdx-network.js';

/** A subject for tests. */
export const subject = { name: 'network.json', sha256: 'a'.repeat(64) };

/** Two sources of both priorities behind one switch, with gaps so short that several frames of a flow fall into a busy period. */
export const bothPriorities: SmallNetwork = {
  cables: ['e1-S1', 'e2-S1', 'e3-S2', 'S1-S2', 'S2-e4', 'S2-e5'],
  endSystemLatencyNanoseconds: 3000,
  virtualLinks: [
    { source: 'e1', routes: { e4: ['S1', 'S2'] }, frameBytes: 1400, frameBytesMin: 100, gapMilliseconds: 1 },
    { source: 'e1', routes: { e4: ['S1', 'S2'], e5: ['S1', 'S2'] }, frameBytes: 900, gapMilliseconds: 2, priority: 'low' },
    { source: 'e2', routes: { e4: ['S1', 'S2'] }, frameBytes: 1518, frameBytesMin: 64, gapMilliseconds: 1 },
    { source: 'e2', routes: { e5: ['S1', 'S2'] }, frameBytes: 700, gapMilliseconds: 4, priority: 'low' },
    { source: 'e3', routes: { e4: ['S2'] }, frameBytes: 1200, frameBytesMin: 300, gapMilliseconds: 1 },
    { source: 'e3', routes: { e4: ['S2'] }, frameBytes: 1518, frameBytesMin: 200, gapMilliseconds: 1, priority: 'low' },
    { source: 'e3', routes: { e4: ['S2'] }, frameBytes: 1000, gapMilliseconds: 1, priority: 'low' },
    { source: 'e2', routes: { e4: ['S1', 'S2'] }, frameBytes: 1000, gapMilliseconds: 1, priority: 'low' },
    { source: 'e3', routes: { e4: ['S2'] }, frameBytes: 1200, gapMilliseconds: 1 },
  ],
};

/** The context of a network that has bounds. */
export function contextFor(network: AfdxNetwork): ProofContext {
  const { value } = buildTimingNetwork(network, (pointer) => ({ path: pointer, line: 1, column: 1 }));
  if (value === undefined) throw new Error('the network has no bounds');
  return contextOf(network, subject, frameBoundsOf(boundsOf(value, 'frame')));
}

/** The same with each delay of a port some ticks lower, and nothing else changed. */
export function lowered(context: ProofContext, ticks: bigint): ProofContext {
  const ports = context.bounds.ports.map(({ delayTicks: { high, low }, ...rest }) => ({
    ...rest,
    delayTicks: {
      high: high === undefined ? undefined : rational(high.numerator - ticks),
      low: low === undefined ? undefined : rational(low.numerator - ticks),
    },
  }));
  const bounds: FrameBounds = { ...context.bounds, ports };
  return { ...context, bounds };
}

/** The obligations on delays, in the order of the ports. */
export function delayObligations(context: ProofContext): readonly Obligation[] {
  return context.timing.ports.flatMap((port) => {
    const { high, low } = context.bounds.ports[port.index]?.delayTicks ?? {};
    if (high === undefined && low === undefined) return [];
    const whole = busyPeriodOf(context, port, 'all');
    if (high === undefined) return [firstComeObligation(context, port, 'low', whole)];
    const first = firstComeObligation(context, port, 'high', low === undefined ? whole : busyPeriodOf(context, port, 'high'));
    const second = low === undefined ? undefined : lowBelowHighObligation(context, port, whole);
    return second === undefined ? [first] : [first, second];
  });
}
