import type { Diagnostic, Place } from '../../../kernel/diagnostic.js';
import type { TimingNetwork } from '../timing/timing-network.js';
import { type Fault, faultKinds } from './faults.js';
import { faultFinding } from './simulation-finding.js';

/** Longest extra delay of a late copy, in milliseconds: longer ones cannot be told from later frames. */
const lateMillisecondsMax = 100;

/** Where a member of the fault with this index stands; without member the fault itself. */
export type FaultPlaceOf = (index: number, member?: string) => Place | undefined;

/**
 * What is wrong with faults: AFDX-281 a link, switch, end system or virtual link that the network does not use, AFDX-282 times and
 * figures that make no sense.
 *
 * @param placeOf places of faults that were read from a file
 * @implements LLR-SIM-032
 */
export function faultFindingsOf(
  network: TimingNetwork,
  faults: readonly Fault[],
  placeOf: FaultPlaceOf = () => undefined,
): readonly Diagnostic[] {
  return faults.flatMap((fault, index) => {
    const unknown = unknownOf(network, fault);
    if (unknown !== undefined) {
      const why = 'no frame of this network passes there, so the fault would change nothing';
      const fix = 'name nodes and virtual links as the network file does';
      return [faultFinding('AFDX-281', placeOf(index, unknown.member), { message: `${fault.kind}: ${unknown.message}`, why, fix })];
    }
    return [...spanFaults(fault), ...figureFaults(network, fault)].map(({ member, message, fix }) =>
      faultFinding('AFDX-282', placeOf(index, member), { message: `${fault.kind}: ${message}`, why: 'the fault cannot happen so', fix }),
    );
  });
}

interface Unknown {
  readonly member: string;
  readonly message: string;
}

function unknownOf({ ports, flows }: TimingNetwork, fault: Fault): Unknown | undefined {
  switch (fault.kind) {
    case 'lost-link':
    case 'corrupted-frame': {
      const used = ports.find(
        ({ node, toward }) =>
          (node === fault.node && toward === fault.toward) ||
          (fault.kind === 'lost-link' && fault.direction === 'both' && node === fault.toward && toward === fault.node),
      );
      if (used === undefined) return { member: 'node', message: `no virtual link passes from ${fault.node} to ${fault.toward}` };
      const virtualLink = fault.kind === 'corrupted-frame' ? fault.virtualLink : undefined;
      if (virtualLink === undefined) return undefined;
      const passes = flows.some((flow) => flow.virtualLink === virtualLink && flow.hops.some(({ port }) => port === used.index));
      return passes ? undefined : { member: 'virtualLink', message: `virtual link ${virtualLink} does not pass ${used.id}` };
    }
    case 'babbling-end-system':
      return flows.some(({ virtualLink }) => virtualLink === fault.virtualLink)
        ? undefined
        : { member: 'virtualLink', message: `there is no virtual link ${fault.virtualLink}` };
    case 'late-copy':
      return flows.some(({ virtualLink, network }) => virtualLink === fault.virtualLink && network === fault.network)
        ? undefined
        : { member: 'virtualLink', message: `there is no virtual link ${fault.virtualLink} on network ${fault.network}` };
    case 'switch-failure':
      return ports.some(({ node, owner }) => owner === 'switch' && node === fault.switch)
        ? undefined
        : { member: 'switch', message: `no virtual link passes a switch ${fault.switch}` };
    case 'end-system-reset':
      return flows.some(({ source }) => source === fault.endSystem)
        ? undefined
        : { member: 'endSystem', message: `${fault.endSystem} sends no virtual link` };
    default:
      return { member: 'kind', message: `is no kind of fault; kinds are ${faultKinds.join(', ')}` };
  }
}

interface Wrong {
  readonly member: string;
  readonly message: string;
  readonly fix: string;
}

function spanFaults(fault: Fault): readonly Wrong[] {
  const wrong: Wrong[] = [];
  if (!isTick(fault.startTicks)) {
    wrong.push({ member: 'startNanoseconds', message: 'it starts at no whole tick', fix: 'start at a whole tick of 0 or more' });
  }
  const endTicks = 'endTicks' in fault ? fault.endTicks : undefined;
  if (endTicks !== undefined && !(Number.isSafeInteger(endTicks) && endTicks > fault.startTicks)) {
    wrong.push({ member: 'endNanoseconds', message: 'it does not end after its start', fix: 'end later, or leave the end out' });
  }
  return wrong;
}

function figureFaults(network: TimingNetwork, fault: Fault): readonly Wrong[] {
  if (fault.kind === 'babbling-end-system') return babblingFaults(network, fault);
  if (fault.kind === 'late-copy') {
    const longest = Math.floor((network.ticksPerSecond * lateMillisecondsMax) / 1000);
    if (Number.isSafeInteger(fault.delayTicks) && fault.delayTicks > 0 && fault.delayTicks <= longest) return [];
    const message = `the extra delay is not between 1 tick and ${lateMillisecondsMax} ms`;
    return [{ member: 'delayNanoseconds', message, fix: 'choose a delay in this range' }];
  }
  if (fault.kind !== 'corrupted-frame') return [];
  const { nth, partsPerMillion } = fault;
  if ((nth === undefined) === (partsPerMillion === undefined)) {
    const message = 'which frames are damaged is not said, or said twice';
    return [{ member: 'kind', message, fix: 'give either nth or partsPerMillion' }];
  }
  if (nth !== undefined && !(Number.isSafeInteger(nth) && nth > 0)) {
    return [{ member: 'nth', message: `there is no frame number ${nth}`, fix: 'count frames from 1' }];
  }
  if (partsPerMillion !== undefined && !(isTick(partsPerMillion) && partsPerMillion <= 1_000_000)) {
    const message = `${partsPerMillion} parts per million are no probability`;
    return [{ member: 'partsPerMillion', message, fix: 'give a whole number from 0 to 1000000' }];
  }
  return [];
}

/** A cable carries one frame after the other, so frames come no faster than they are sent. */
function babblingFaults(
  { flows, ports }: TimingNetwork,
  { virtualLink, intervalTicks }: { readonly virtualLink: number; readonly intervalTicks: number },
): readonly Wrong[] {
  const shortest = flows
    .filter((flow) => flow.virtualLink === virtualLink)
    .reduce((least, { hops, frameBitsMin }) => {
      const ticksPerBit = ports[hops[0]?.port ?? -1]?.ticksPerBit ?? 1;
      return Math.min(least, frameBitsMin * ticksPerBit);
    }, Number.MAX_SAFE_INTEGER);
  if (Number.isSafeInteger(intervalTicks) && intervalTicks >= shortest) return [];
  const message = `its frames cannot follow each other each ${intervalTicks} ticks, their cable needs ${shortest}`;
  return [{ member: 'intervalNanoseconds', message, fix: 'choose a longer interval' }];
}

function isTick(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
