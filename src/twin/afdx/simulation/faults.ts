import type { NetworkName } from '../network.generated.js';

/** Something that goes wrong during a simulation, from `startTicks` until just before `endTicks`, or for ever. */
export type Fault = LostLink | BabblingEndSystem | CorruptedFrame | LateCopy | SwitchFailure | EndSystemReset;

interface Span {
  readonly startTicks: number;
  readonly endTicks?: number;
}

/** What is on the cable from `node` to `toward` during the fault does not arrive. */
export interface LostLink extends Span {
  readonly kind: 'lost-link';
  readonly node: string;
  readonly toward: string;
  readonly direction: 'both' | 'forward';
}

/** The source releases frames of a virtual link each `intervalTicks`, whatever its gap. */
export interface BabblingEndSystem extends Span {
  readonly kind: 'babbling-end-system';
  readonly virtualLink: number;
  readonly intervalTicks: number;
}

/**
 * Frames on the cable from `node` to `toward` are damaged: the one of number `nth`, counted from 1 from the start of the fault, or
 * each with a probability by the seed. Of one virtual link, or of each.
 */
export interface CorruptedFrame extends Span {
  readonly kind: 'corrupted-frame';
  readonly node: string;
  readonly toward: string;
  readonly virtualLink?: number;
  readonly nth?: number;
  readonly partsPerMillion?: number;
}

/** Copies of a virtual link on one network reach each destination later by `delayTicks`. */
export interface LateCopy extends Span {
  readonly kind: 'late-copy';
  readonly virtualLink: number;
  readonly network: NetworkName;
  readonly delayTicks: number;
}

/** What is in the switch or reaches it during the fault is lost. */
export interface SwitchFailure extends Span {
  readonly kind: 'switch-failure';
  readonly switch: string;
}

/** The sequence numbers of the virtual links of an end system start from 0 again. */
export interface EndSystemReset {
  readonly kind: 'end-system-reset';
  readonly endSystem: string;
  readonly startTicks: number;
}

/**
 * The kinds of fault in alphabetical order.
 *
 * @implements LLR-SIM-030
 */
export const faultKinds: readonly Fault['kind'][] = [
  'babbling-end-system',
  'corrupted-frame',
  'end-system-reset',
  'late-copy',
  'lost-link',
  'switch-failure',
];
