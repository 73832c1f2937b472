import { compareDiagnostics, type Diagnostic } from '../../../kernel/diagnostic.js';
import type { Obligation, ProofSubject } from '../../../kernel/logic/obligation.js';
import type { Read } from '../../../kernel/result.js';
import { boundsOf } from '../bounds/bounds.js';
import { InexactNumber } from '../bounds/exact-number.js';
import { type Priority, passagesOf } from '../bounds/port-traffic.js';
import type { AfdxNetwork } from '../network.generated.js';
import { buildTimingNetwork } from '../timing/build-timing-network.js';
import type { TimingNetwork, TimingPort } from '../timing/timing-network.js';
import { containedBoundsOf } from '../timing-rules/contained-bounds.js';
import { lowerSourcesFaulty } from '../timing-rules/containment.js';
import { type FrameBounds, frameBoundsOf } from '../timing-rules/frame-bounds.js';
import { isProtected } from '../timing-rules/lower-criticality.js';
import { type PolicerAllowance, policerAllowancesOf } from '../timing-rules/policer-allowances.js';
import { arrivalObligation } from './arrivals.js';
import { bufferObligation } from './buffers.js';
import { busyPeriodOf } from './busy-periods.js';
import { byVirtualLink, containedDelayObligations, faultyContextOf } from './contained-delays.js';
import { certifiedCase, deadlineObligation } from './deadlines.js';
import { exactRangeObligations } from './exact-ranges.js';
import { isolationObligation } from './isolation.js';
import { policerObligation } from './policers.js';
import { firstComeObligation, lowBelowHighObligation } from './port-delays.js';
import { type ProofContext, portLabelsOf } from './proof-context.js';
import { skewObligation } from './skews.js';

/**
 * The proof obligations of a network: that the delays, jitters and backlogs that method `frame` gives, and its certificate holds, follow from
 * what the network is; that the deadlines follow from them; that no memory overflows and no policer drops a frame; that virtual links of DAL A
 * keep their deadlines beside faulty sources; and that the arithmetic is exact. Findings instead where the network has no bounds
 * (AFDX-160 to 165), AFDX-361 where the numbers are not exact, AFDX-362 where the busy period of a port is too long to be stated, AFDX-363 where
 * nothing bounds what faulty sources do.
 *
 * @param network a network that conforms to the schema
 * @param subject its file
 * @implements LLR-POB-012
 */
export function afdxObligations(network: AfdxNetwork, subject: ProofSubject): Read<readonly Obligation[]> {
  const built = buildTimingNetwork(network, () => placeIn(subject));
  if (built.value === undefined) return { value: [], diagnostics: [...built.diagnostics].sort(compareDiagnostics) };
  const bounds = exactBounds(built.value);
  if (typeof bounds === 'string') return { value: [], diagnostics: [inexact(subject, bounds)] };
  const context = contextOf(network, subject, bounds);
  const perPort = context.timing.ports.map((port) => portObligations(context, port, bothPriorities));
  const isolation = isolationObligations(context);
  const value = [
    ...perPort.flatMap((each) => each.value),
    ...virtualLinkObligations(context),
    ...isolation.value,
    ...exactRangeObligations(context),
  ];
  return { value, diagnostics: [...perPort.flatMap((each) => each.diagnostics), ...isolation.diagnostics].sort(compareDiagnostics) };
}

/**
 * What the obligations of a bounded network are made from.
 *
 * @implements LLR-POB-012
 */
export function contextOf(network: AfdxNetwork, subject: ProofSubject, bounds: FrameBounds): ProofContext {
  const timing = bounds.network;
  return { network, subject, timing, bounds, passages: passagesOf(timing), labels: portLabelsOf(timing.ports) };
}

/** The bounds of method `frame`, or why they are not exact. */
function exactBounds(timing: TimingNetwork): FrameBounds | string {
  try {
    return frameBoundsOf(boundsOf(timing, 'frame'));
  } catch (error) {
    // the analysis refuses numbers that are not exact
    if (error instanceof InexactNumber) return error.message;
    throw error;
  }
}

const bothPriorities: ReadonlySet<Priority> = new Set(['high', 'low']);

/** Delays of the priorities asked for, what they rest on at the port, and, where all keep their contract, its memory. */
function portObligations(context: ProofContext, port: TimingPort, asked: ReadonlySet<Priority>): Read<readonly Obligation[]> {
  const { high, low } = context.bounds.ports[port.index]?.delayTicks ?? {};
  const [hasHigh, hasLow] = [asked.has('high') && high !== undefined, asked.has('low') && low !== undefined];
  const memory = context.faults === undefined ? port.bufferBits : undefined;
  const whole = hasLow || low === undefined || memory !== undefined ? busyPeriodOf(context, port, 'all') : undefined;
  const ofHigh = hasHigh && low !== undefined ? busyPeriodOf(context, port, 'high') : undefined;
  const lowest = hasLow && high !== undefined ? lowBelowHighObligation(context, port, whole) : undefined;
  const value = [
    whole?.proof,
    ofHigh?.proof,
    hasHigh ? firstComeObligation(context, port, 'high', low === undefined ? whole : ofHigh) : undefined,
    hasLow && high === undefined ? firstComeObligation(context, port, 'low', whole) : lowest,
    memory === undefined || whole === undefined ? undefined : bufferObligation(context, { ...port, bufferBits: memory }, whole),
  ].filter((each) => each !== undefined);
  const unstated = (memory !== undefined && whole === undefined) || (hasLow && high !== undefined && lowest === undefined);
  return { value, diagnostics: unstated ? [tooLong(context.subject, port)] : [] };
}

function virtualLinkObligations(context: ProofContext): readonly Obligation[] {
  const allowances = new Map<number, [PolicerAllowance, ...PolicerAllowance[]]>();
  for (const each of policerAllowancesOf(context.bounds)) {
    const known = allowances.get(each.flow.virtualLink);
    if (known === undefined) allowances.set(each.flow.virtualLink, [each]);
    else known.push(each);
  }
  return byVirtualLink(context.timing.flows).flatMap((flows) => {
    const [{ virtualLink }] = flows;
    const policed = allowances.get(virtualLink);
    const skew = skewObligation(context, flows);
    return [
      arrivalObligation(context, flows),
      deadlineObligation(context, flows, certifiedCase(context, virtualLink)),
      ...(skew === undefined ? [] : [skew]),
      ...(policed === undefined ? [] : [policerObligation(context, policed)]),
    ];
  });
}

function isolationObligations(context: ProofContext): Read<readonly Obligation[]> {
  const supposed = lowerSourcesFaulty(context.network, context.bounds);
  const kept = byVirtualLink(context.timing.flows).filter(([flow]) => isProtected(flow) && !supposed.faultySources.has(flow.source));
  if (kept.length === 0) return { value: [], diagnostics: [] };
  const contained = containedBoundsOf(context.bounds, supposed);
  if ('obstacle' in contained) return { value: [], diagnostics: [unbounded(context.subject, contained.obstacle)] };
  const faulty = faultyContextOf(context, contained.bounds, supposed);
  const delays = containedDelayObligations(faulty, kept.flat(), (port, priorities) => portObligations(faulty, port, priorities));
  return { value: [...delays.value, ...kept.map((flows) => isolationObligation(faulty, flows))], diagnostics: delays.diagnostics };
}

function placeIn({ name }: ProofSubject): { readonly path: string; readonly line: number; readonly column: number } {
  return { path: name, line: 1, column: 1 };
}

function inexact(subject: ProofSubject, reason: string): Diagnostic {
  return {
    code: 'AFDX-361',
    severity: 'error',
    message: `the bounds of the network are not exact: ${reason}`,
    place: placeIn(subject),
    why: 'nothing is stated about numbers that were rounded',
    fix: 'use the rates of the cables, 10, 100 or 1000 Mbit/s, so that a tick is not shorter than needed',
  };
}

function tooLong(subject: ProofSubject, { id }: TimingPort): Diagnostic {
  return {
    code: 'AFDX-362',
    severity: 'error',
    message: `the busy period of port ${id} is too long for a proof obligation`,
    place: placeIn(subject),
    why: 'each instant at which a frame more can come is stated in the obligation; there are too many',
    fix: 'lower the load of the port, or rely on the certificate and its checker for it',
    subjects: [id],
  };
}

function unbounded(subject: ProofSubject, obstacle: string): Diagnostic {
  return {
    code: 'AFDX-363',
    severity: 'error',
    message: `nothing bounds the delay of virtual links of DAL A beside faulty sources: ${obstacle}`,
    place: placeIn(subject),
    why: 'isolation can only be proved where the policers admit less than the ports can send',
    fix: 'lower policerJitterMicroseconds of virtual links of lower criticality, or lead them along other paths',
  };
}
