import { compareDiagnostics, type Diagnostic } from '../../../kernel/diagnostic.js';
import type { TimingFlow, TimingNetwork, TimingPort } from '../timing/timing-network.js';
import { faultFindingsOf } from './check-faults.js';
import { patternFindingsOf } from './check-pattern.js';
import type { Fault } from './faults.js';
import { accountMaxOf, jitterTicksAfter, overheadBits } from './policer.js';
import { optionFinding } from './simulation-finding.js';
import type { SimulationOptions } from './simulation-options.js';

/** Sendings of frames that one simulation may have; some ten minutes of work. */
const sendingsMax = 500_000_000;
/** Longest duration; the ticks after it are left for frames under way. */
const durationTicksMax = 2 ** 51;
/** Two of the largest account must be a safe integer. */
const accountMax = 2 ** 52 - 1;
/** Last tick at which a frame may be under way: a time and twice as much are safe integers. */
const lastTickMax = 2n ** 52n - 1n;

/**
 * Everything that is wrong with the options of a simulation, sorted: AFDX-270 duration, AFDX-271 seed, AFDX-272 more work than a
 * simulation may have, AFDX-273 to AFDX-275 pattern, AFDX-276 tie order, AFDX-277 policing, AFDX-278 SkewMax, AFDX-279 tap,
 * AFDX-281 and AFDX-282 faults.
 *
 * @implements LLR-SIM-060
 */
export function optionFindingsOf(network: TimingNetwork, options: SimulationOptions): readonly Diagnostic[] {
  const { durationTicks, seed, pattern } = options;
  const findings: Diagnostic[] = [];
  const durationFits = Number.isSafeInteger(durationTicks) && durationTicks > 0 && durationTicks <= durationTicksMax;
  if (!durationFits) {
    const message = `a duration of ${durationTicks} ticks cannot be simulated`;
    findings.push(optionFinding('AFDX-270', message, 'times are whole ticks in safe integers', `choose 1 to ${durationTicksMax} ticks`));
  }
  if (!Number.isSafeInteger(seed) || seed < 0 || seed >= 2 ** 32) {
    findings.push(
      optionFinding('AFDX-271', `${seed} is no seed`, 'the generator is seeded by 32 bits', 'choose a whole number from 0 to 4294967295'),
    );
  }
  findings.push(...patternFindingsOf(network, pattern, durationTicks));
  findings.push(
    ...tieFindings(network, options),
    ...policingFindings(network, options),
    ...skewFindings(options),
    ...tapFindings(network, options),
  );
  findings.push(...faultFindingsOf(network, options.faults ?? []), ...babblingFindings(options));
  if (findings.length === 0) findings.push(...workFindings(network, options));
  return findings.sort(compareDiagnostics);
}

/** An upper estimate: each flow sends one frame a gap on each of its hops. */
function workFindings({ flows, ports }: TimingNetwork, { durationTicks, pattern, faults = [] }: SimulationOptions): readonly Diagnostic[] {
  const framesOf = (flow: TimingFlow): number =>
    pattern.kind === 'explicit' ? (pattern.releases[flow.index]?.length ?? 0) : Math.ceil(durationTicks / flow.gapTicks);
  let sendings = flows.reduce((sum, flow) => sum + framesOf(flow) * flow.hops.length, 0);
  for (const fault of faults) {
    if (fault.kind !== 'babbling-end-system') continue;
    const span = Math.min(fault.endTicks ?? durationTicks, durationTicks) - fault.startTicks;
    const hops = flows.reduce((sum, flow) => sum + (flow.virtualLink === fault.virtualLink ? flow.hops.length : 0), 0);
    sendings += Math.max(0, Math.ceil(span / fault.intervalTicks)) * hops;
  }
  if (sendings <= sendingsMax) return lastTickFindings({ flows, ports }, { durationTicks, faults }, framesOf);
  const why = `${flows.length} flows over ${ports.length} ports would send up to ${sendings} times; ${sendingsMax} are the limit`;
  return [optionFinding('AFDX-272', 'the simulation would take too long', why, 'choose a shorter duration')];
}

/** As long as a frame is under way some port sends, or a frame waits for a latency, a cable or a late fault: all of them one after the other. */
function lastTickFindings(
  { flows, ports }: Pick<TimingNetwork, 'flows' | 'ports'>,
  { durationTicks, faults }: { readonly durationTicks: number; readonly faults: readonly Fault[] },
  framesOf: (flow: TimingFlow) => number,
): readonly Diagnostic[] {
  const late = faults.reduce((sum, fault) => sum + (fault.kind === 'late-copy' ? BigInt(fault.delayTicks) : 0n), 0n);
  const babbled = faults.reduce(
    (sum, fault) => sum + (fault.kind === 'babbling-end-system' ? BigInt(Math.ceil(durationTicks / fault.intervalTicks)) : 0n),
    0n,
  );
  const last = flows.reduce((sum, flow) => {
    const passage = flow.hops.reduce((ticks, { port }) => ticks + passageTicksOf(ports[port], flow) + late, 0n);
    return sum + (BigInt(framesOf(flow)) + babbled) * passage;
  }, BigInt(durationTicks));
  if (last <= lastTickMax) return [];
  const message = `frames could be under way until tick ${last}`;
  return [optionFinding('AFDX-270', message, `times are exact up to tick ${lastTickMax}`, 'choose a shorter duration')];
}

function passageTicksOf(port: TimingPort | undefined, { frameBitsMax }: TimingFlow): bigint {
  if (port === undefined) return 0n;
  return BigInt(frameBitsMax) * BigInt(port.ticksPerBit) + BigInt(port.latencyTicks + port.propagationTicks);
}

function tieFindings(network: TimingNetwork, { ties }: SimulationOptions): readonly Diagnostic[] {
  if (ties === undefined || ties.kind === 'index' || ties.kind === 'seed') return [];
  const lists: readonly (readonly number[])[] = ties.kind === 'flows' ? [ties.ranks] : ties.ranks;
  const lengths = ties.kind === 'flows' ? [network.flows.length] : network.flows.map(({ hops }) => hops.length);
  const fits = lists.length === lengths.length && lists.every((list, index) => list.length === lengths[index] && list.every(isRank));
  if (fits) return [];
  const why = ties.kind === 'flows' ? `there are ${network.flows.length} flows` : 'each flow needs one rank for each of its hops';
  return [optionFinding('AFDX-276', 'the tie order does not fit the network', why, 'list whole numbers, one for each of them')];
}

function policingFindings(network: TimingNetwork, { policing }: SimulationOptions): readonly Diagnostic[] {
  if (policing === undefined) return [];
  return network.flows.flatMap((flow): readonly Diagnostic[] => {
    const label = `flow ${flow.index} of virtual link ${flow.virtualLink}`;
    const allowances = flow.hops.flatMap((_, hop) => jitterTicksAfter(policing, flow, hop) ?? []);
    if (!allowances.every((jitter) => Number.isSafeInteger(jitter) && jitter >= 0 && jitter <= accountMax)) {
      const message = `${label} has a jitter allowance that is no whole number of ticks up to ${accountMax}`;
      return [optionFinding('AFDX-277', message, 'the policer counts in whole ticks', 'give an allowance of 0 or more at each hop')];
    }
    if (allowances.length === 0 || flow.frameBitsMin > overheadBits) {
      if (allowances.every((jitter) => accountMaxOf(flow, jitter) <= accountMax)) return [];
      return [
        optionFinding('AFDX-277', `${label} has an account that is no safe integer`, 'accounts are exact', 'lower the jitter allowance'),
      ];
    }
    const why = `of ${flow.frameBitsMin} bits on the wire ${overheadBits} are preamble and gap`;
    return [optionFinding('AFDX-277', `${label} has frames without content`, why, 'correct the smallest frame')];
  });
}

function skewFindings({ redundancy }: SimulationOptions): readonly Diagnostic[] {
  return [...(redundancy?.skewTicksMax ?? [])].flatMap(([virtualLink, skew]) => {
    if (Number.isSafeInteger(skew) && skew >= 0) return [];
    const message = `virtual link ${virtualLink} has a SkewMax of ${skew} ticks`;
    return [optionFinding('AFDX-278', message, 'times are whole ticks', 'give a whole number of 0 or more')];
  });
}

function tapFindings({ ports }: TimingNetwork, { tap }: SimulationOptions): readonly Diagnostic[] {
  return (tap?.ports ?? []).flatMap((port) => {
    if (ports[port] !== undefined) return [];
    return [
      optionFinding('AFDX-279', `there is no output port ${port} to watch`, `the network has ${ports.length}`, 'name a port by its index'),
    ];
  });
}

/** Listed releases leave no room for others. */
function babblingFindings({ pattern, faults = [] }: SimulationOptions): readonly Diagnostic[] {
  const babbling = faults.find((fault: Fault) => fault.kind === 'babbling-end-system');
  if (pattern.kind !== 'explicit' || babbling === undefined) return [];
  const why = 'explicit releases say each frame, so that a run can be repeated exactly';
  return [optionFinding('AFDX-282', 'an end system cannot babble beside explicit releases', why, 'choose another pattern')];
}

function isRank(rank: number): boolean {
  return Number.isSafeInteger(rank);
}
