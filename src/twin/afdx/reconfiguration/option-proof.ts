import type { Diagnostic, Place } from '../../../kernel/diagnostic.js';
import type { Bounds } from '../bounds/bounds.js';
import { structuralFindingsOf } from '../check-network.js';
import { loadsOf, type PortLoad, totalWireBitsPerWindowOf } from '../loads.js';
import type { AfdxNetwork } from '../network.generated.js';
import type { TimingCheck } from '../timing-rules/check-timing.js';
import { hopKey } from '../topology.js';
import { loadWindowMilliseconds } from '../wire.js';
import { type Bottleneck, type BottleneckLimits, exceeds, latenciesOf } from './bottlenecks.js';
import { type Change, changedNetworkOf, singleChangesOf } from './change.js';
import { percentTextOf } from './percent-text.js';

/** Proves the timing of a network: its delay bounds, and a finding for each deadline, queue or skew that they break. */
export type TimingProof = (network: AfdxNetwork) => TimingCheck;

/** A network with what is known of it. */
export interface ProvedNetwork {
  readonly network: AfdxNetwork;
  /** Structural findings and those of timing. */
  readonly findings: readonly Diagnostic[];
  readonly bounds: Bounds | undefined;
  /** By hop. */
  readonly loads: ReadonlyMap<string, PortLoad>;
  /** Least share of the deadline that is left, in parts per million, by virtual link and network. */
  readonly margins: ReadonlyMap<string, number>;
}

/** What a change does to one bottleneck. */
export interface Effect {
  /** Index of the bottleneck. */
  readonly bottleneck: number;
  /** Load or margin in parts per million, before and after. */
  readonly before: number;
  readonly after: number;
  /** Bandwidth that the port gains, in bits per second, rounded down; 0 for a margin. */
  readonly savedBitsPerSecond: bigint;
  readonly relieved: boolean;
  /** Whether it is no bottleneck any more. */
  readonly resolved: boolean;
}

/** A change after its proof: offered when no finding speaks against it. */
export interface ProvedOption {
  readonly change: Change;
  /** On each bottleneck that it was made for; empty when the timing could not be computed. */
  readonly effects: readonly Effect[];
  /** Why it is rejected; empty when it is offered. */
  readonly rejections: readonly Diagnostic[];
  readonly candidate: ProvedNetwork;
}

/**
 * All that is known of a network: structural rules, loads, and timing with margins unless a structural rule is broken.
 *
 * @implements LLR-RCF-005
 */
export function provedNetworkOf(network: AfdxNetwork, placeOf: (pointer: string) => Place, timing: TimingProof): ProvedNetwork {
  const structural = structuralFindingsOf(network, placeOf);
  const broken = structural.some(({ severity }) => severity === 'error');
  const { bounds, diagnostics } = broken ? { bounds: undefined, diagnostics: [] } : timing(network);
  const margins = bounds === undefined ? [] : latenciesOf(network, bounds);
  return {
    network,
    findings: [...structural, ...diagnostics],
    bounds,
    loads: new Map(loadsOf(network).map((load) => [hopKey({ from: load.node, to: load.toward }), load])),
    margins: new Map(
      margins.map(({ virtualLink, network: name, marginPartsPerMillion }) => [`${virtualLink} ${name}`, marginPartsPerMillion]),
    ),
  };
}

/**
 * Makes a change in the model and proves the result. It is rejected with each error of the structural rules and of the timing, with
 * AFDX-267 when it moves the bottleneck elsewhere, and with AFDX-268 when it relieves none of the bottlenecks it was made for.
 *
 * @param targets indices in `bottlenecks` that the change is meant for
 * @implements LLR-RCF-006
 */
export function provedOptionOf(
  before: ProvedNetwork,
  change: Change,
  goal: { readonly bottlenecks: readonly Bottleneck[]; readonly targets: readonly number[]; readonly limits: BottleneckLimits },
  prove: (network: AfdxNetwork) => ProvedNetwork,
): ProvedOption {
  const candidate = prove(changedNetworkOf(before.network, change));
  const errors = candidate.findings.filter(({ severity }) => severity === 'error');
  if (candidate.bounds === undefined) return { change, effects: [], rejections: errors, candidate };
  const effects = goal.targets.map((target) => effectOf(before, candidate, target, goal));
  const rejections = [...errors, ...shiftedOf(before, candidate, goal.limits)];
  if (!effects.some(({ relieved }) => relieved)) rejections.push(useless(change));
  return { change, effects, rejections, candidate };
}

function effectOf(
  before: ProvedNetwork,
  after: ProvedNetwork,
  target: number,
  { bottlenecks, limits }: { readonly bottlenecks: readonly Bottleneck[]; readonly limits: BottleneckLimits },
): Effect {
  const bottleneck = bottlenecks[target];
  if (bottleneck === undefined) throw new RangeError(`there is no bottleneck ${target}`);
  if (bottleneck.kind === 'latency') {
    const key = `${bottleneck.virtualLink} ${bottleneck.network}`;
    const margin = { before: before.margins.get(key) ?? 0, after: after.margins.get(key) ?? 0 };
    const resolved = margin.after >= limits.marginPartsPerMillionMin;
    return { bottleneck: target, ...margin, savedBitsPerSecond: 0n, relieved: margin.after > margin.before, resolved };
  }
  const [old, load] = [before.loads.get(hopKey(bottleneck.hop)), after.loads.get(hopKey(bottleneck.hop))];
  const saved = bitsOf(old) - bitsOf(load);
  return {
    bottleneck: target,
    before: old?.loadPartsPerMillion ?? 0,
    after: load?.loadPartsPerMillion ?? 0,
    savedBitsPerSecond: (saved * 1000n) / loadWindowMilliseconds,
    relieved: saved > 0n,
    resolved: bottleneck.kind === 'named' ? load === undefined : load === undefined || !exceeds(load, limits.loadPartsPerMillionMax),
  };
}

function bitsOf(load: PortLoad | undefined): bigint {
  return load === undefined ? 0n : totalWireBitsPerWindowOf(load);
}

/** Ports and virtual links that were within the limits before and are not any more. */
function shiftedOf(before: ProvedNetwork, after: ProvedNetwork, limits: BottleneckLimits): readonly Diagnostic[] {
  const max = limits.loadPartsPerMillionMax;
  const ports = [...after.loads].flatMap(([key, load]) => {
    const old = before.loads.get(key);
    if (!exceeds(load, max) || (old !== undefined && exceeds(old, max) && bitsOf(load) <= bitsOf(old))) return [];
    return [
      shifted(
        `port ${key} is loaded with ${percentTextOf(load.loadPartsPerMillion)} of its rate, above the limit of ${percentTextOf(max)}`,
        key,
      ),
    ];
  });
  const min = limits.marginPartsPerMillionMin;
  const missed = new Set(after.findings.flatMap(({ subjects = [] }) => subjects));
  const late = [...after.margins].flatMap(([key, margin]) => {
    const [virtualLink = '', name = ''] = key.split(' ');
    if (margin >= min || margin >= (before.margins.get(key) ?? min) || missed.has(`VL-${virtualLink}`)) return [];
    return [
      shifted(
        `virtual link ${virtualLink} keeps ${percentTextOf(margin)} of its deadline on network ${name}, less than the limit of ${percentTextOf(min)}`,
        `VL-${virtualLink}`,
      ),
    ];
  });
  return [...ports, ...late];
}

function shifted(what: string, subject: string): Diagnostic {
  return {
    code: 'AFDX-267',
    severity: 'error',
    message: `after the change ${what}`,
    why: 'the bottleneck would only move from one place to another',
    fix: 'choose another option',
    subjects: [subject],
  };
}

function useless(change: Change): Diagnostic {
  return {
    code: 'AFDX-268',
    severity: 'error',
    message: 'the change relieves none of the bottlenecks that it was made for',
    why: 'load and delay bounds there are not better than before',
    fix: 'choose another option',
    subjects: singleChangesOf(change).map(({ virtualLink }) => `VL-${virtualLink}`),
  };
}
