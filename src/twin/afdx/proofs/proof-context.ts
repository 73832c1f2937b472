import type { Assumption, Faithfulness, Model, Obligation, ProofSubject } from '../../../kernel/logic/obligation.js';
import type { FrameFlow } from '../bounds/frame-arrivals.js';
import type { Passage, Priority } from '../bounds/port-traffic.js';
import type { AfdxNetwork } from '../network.generated.js';
import type { TimingFlow, TimingNetwork, TimingPort } from '../timing/timing-network.js';
import type { FrameBounds } from '../timing-rules/frame-bounds.js';
import { microsecondsText } from '../timing-rules/timing-rule.js';

/** What the obligations of a network are made from. */
export interface ProofContext {
  readonly network: AfdxNetwork;
  readonly subject: ProofSubject;
  readonly timing: TimingNetwork;
  /** The bounds of method `frame`, as the certificate holds them. */
  readonly bounds: FrameBounds;
  /** By port. */
  readonly passages: readonly (readonly Passage[])[];
  /** Ports as parts of identifiers, by port. */
  readonly labels: readonly string[];
  /** Beside faulty sources: what the policers admit of each of their flows. Absent when each source keeps its contract. */
  readonly faults?: FaultyTraffic;
}

/** What policers admit of flows whose sources may send anything at any time. */
export interface FaultyTraffic {
  /** Arrivals at each port of a switch that are not fewer than what is admitted of the flow; `undefined` for flows of sound sources. */
  admittedOf(flow: TimingFlow): FrameFlow | undefined;
  /** Jitter for which the policers of a flow are sized, in ticks. */
  allowanceTicksOf(flow: TimingFlow): number;
}

/**
 * The ports as parts of identifiers: `SW1A.DISP-1` for `SW1A>DISP-1`. Two ports never share one: a number is added where they would.
 *
 * @implements LLR-POB-001
 */
export function portLabelsOf(ports: readonly TimingPort[]): readonly string[] {
  const taken = new Set<string>();
  return ports.map(({ node, toward }) => {
    const plain = `${node}.${toward}`.replaceAll('_', '-');
    let label = plain;
    for (let count = 2; taken.has(label); count += 1) label = `${plain}-${count}`;
    taken.add(label);
    return label;
  });
}

/**
 * Identifier of the obligation that bounds the delay at a port.
 *
 * @implements LLR-POB-001
 */
export function portObligationId(context: ProofContext, port: number, priority: Priority): string {
  return `PO-AFDX-${prefixAt(context, port)}PORT-${context.labels[port]}-${priority}`;
}

/** At an end system only its own flows pass: beside faulty sources its ports do what they do without. */
function prefixAt({ faults, timing }: ProofContext, port: number): string {
  return faults === undefined || timing.ports[port]?.owner === 'end-system' ? '' : 'FAULTY-';
}

/**
 * Identifier of the obligation that bounds the busy period of a port: of one priority alone, or of all that passes.
 *
 * @implements LLR-POB-001
 */
export function busyObligationId(context: ProofContext, port: number, of: Priority | 'all'): string {
  return `PO-AFDX-${prefixAt(context, port)}BUSY-${context.labels[port]}-${of}`;
}

/**
 * Identifier of the obligation that bounds how many frames of a virtual link come to a port.
 *
 * @implements LLR-POB-001
 */
export function arrivalObligationId({ faults }: Pick<ProofContext, 'faults'>, virtualLink: number): string {
  return `PO-AFDX-${faults === undefined ? '' : 'FAULTY-'}ARRIVAL-${virtualLink}`;
}

/**
 * Identifier of the obligation that bounds what the policers admit of a virtual link of a faulty source.
 *
 * @implements LLR-POB-001
 */
export function admittedObligationId(virtualLink: number): string {
  return `PO-AFDX-ADMITTED-${virtualLink}`;
}

/**
 * The requirement that an obligation discharges: one of the network as it is, or that of contained delays beside faulty sources.
 *
 * @implements LLR-POB-001
 */
export function requirementOf({ faults }: ProofContext, usual: string): string {
  return faults === undefined ? usual : 'HLR-POB-010';
}

/**
 * Words behind a title or claim that holds beside faulty sources; empty for the network as it is.
 *
 * @implements LLR-POB-001
 */
export function besideFaults({ faults }: ProofContext): string {
  return faults === undefined ? '' : ', whatever the sources below DAL A send, as far as the policers admit it';
}

/**
 * An assumption.
 *
 * @implements LLR-POB-001
 */
export function assumption(name: string, formula: Assumption['formula'], words: Omit<Assumption, 'name' | 'formula'>): Assumption {
  return { name, formula, ...words };
}

/** Why the formulas of a network speak of it. */
const fromNetwork: Faithfulness = {
  kind: 'data',
  where:
    'numbers of the network file; delays, backlogs and jitters of the certificate, which the obligations confirm (docs/afdx-bounds.md)',
};

/**
 * An obligation whose claim follows from its assumptions in linear arithmetic of whole numbers.
 *
 * @implements LLR-POB-001
 */
export function linearObligation(
  { subject }: ProofContext,
  parts: Pick<Obligation, 'id' | 'title' | 'requirements' | 'assumptions' | 'claim' | 'question' | 'inWords'> &
    Pick<Partial<Obligation>, 'replay'>,
): Obligation {
  return { ...parts, subjects: [subject], logic: 'QF_LIA', faithful: fromNetwork };
}

/**
 * A duration of a model in microseconds, exact to the picosecond.
 *
 * @implements LLR-POB-001
 */
export function modelMicroseconds(model: Model, name: string, { ticksPerSecond }: TimingNetwork): string {
  return ticksText(wholeOf(model, name), ticksPerSecond);
}

/**
 * A number of ticks in microseconds.
 *
 * @implements LLR-POB-001
 */
export function ticksText(ticks: bigint, ticksPerSecond: number): string {
  return microsecondsText((ticks * 1_000_000_000_000n) / BigInt(ticksPerSecond));
}

/**
 * A whole number of a model; 0 when the model leaves it open.
 *
 * @implements LLR-POB-001
 */
export function wholeOf(model: Model, name: string): bigint {
  const value = model.get(name);
  return typeof value === 'bigint' ? value : 0n;
}
