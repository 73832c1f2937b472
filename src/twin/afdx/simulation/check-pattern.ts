import type { Diagnostic } from '../../../kernel/diagnostic.js';
import type { TimingFlow, TimingNetwork } from '../timing/timing-network.js';
import { frameBytesMin } from '../wire.js';
import { type MessageQueue, messageFrameBitsOf } from './message-queues.js';
import { optionFinding } from './simulation-finding.js';
import type { ExplicitRelease, ReleasePattern } from './simulation-options.js';

/** Longest message of a sub-virtual link in bytes: what the length field of IP and UDP can say. */
const payloadBytesMax = 65_535;

/**
 * What is wrong with a release pattern: AFDX-273 a target or offsets that the network does not have, AFDX-274 releases that break the
 * contract of their flow, AFDX-275 message queues that cannot be sent. One finding for each flow or queue.
 *
 * @implements LLR-SIM-061
 */
export function patternFindingsOf(network: TimingNetwork, pattern: ReleasePattern, durationTicks: number): readonly Diagnostic[] {
  switch (pattern.kind) {
    case 'adversarial': {
      const { flow, destination } = pattern.target;
      if (network.flows[flow]?.destinations[destination] !== undefined) return [];
      const message = `there is no destination ${destination} of a flow ${flow}`;
      return [
        optionFinding(
          'AFDX-273',
          message,
          `the network has ${network.flows.length} flows`,
          'name a flow and one of its destinations by index',
        ),
      ];
    }
    case 'offsets': {
      const { offsetTicks } = pattern;
      if (offsetTicks.length === network.flows.length && offsetTicks.every(isTick)) return [];
      const why = `each of the ${network.flows.length} flows starts at a whole tick`;
      return [optionFinding('AFDX-273', 'the offsets do not fit the network', why, 'list one whole number of 0 or more for each flow')];
    }
    case 'explicit':
      return explicitFindings(network, pattern.releases, durationTicks);
    case 'messages':
      return messageFindings(network, pattern.queues);
    default:
      return [];
  }
}

function explicitFindings(
  { flows, ports }: TimingNetwork,
  releases: readonly (readonly ExplicitRelease[])[],
  durationTicks: number,
): readonly Diagnostic[] {
  const findings: Diagnostic[] = [];
  if (releases.length !== flows.length) {
    const message = `releases are listed for ${releases.length} flows`;
    findings.push(
      optionFinding('AFDX-274', message, `the network has ${flows.length} flows`, 'give one list for each flow; it may be empty'),
    );
  }
  for (const flow of flows) {
    const latencies = flow.hops.map(({ port }) => ports[port]?.latencyTicks ?? 0);
    const fault = releaseFaultOf(flow, releases[flow.index] ?? [], { durationTicks, latencies });
    if (fault === undefined) continue;
    const message = `flow ${flow.index} of virtual link ${flow.virtualLink} ${fault}`;
    findings.push(
      optionFinding('AFDX-274', message, 'a regulator releases legal frames, one a gap at most', 'correct the list of releases'),
    );
  }
  return findings;
}

/** What is wrong with the first wrong release of a list. */
function releaseFaultOf(
  { gapTicks, frameBitsMin, frameBitsMax, hops }: TimingFlow,
  releases: readonly ExplicitRelease[],
  { durationTicks, latencies }: { readonly durationTicks: number; readonly latencies: readonly number[] },
): string | undefined {
  let earliest = 0;
  for (const { tick, frameBits = frameBitsMax, ranks, latencyTicks } of releases) {
    if (!isTick(tick)) return `has a release at ${tick}, which is no whole tick`;
    if (tick < earliest) return `has a release at ${tick}, earlier than the gap permits (${earliest})`;
    if (tick >= durationTicks) return `has a release at ${tick}, after the last tick of the simulation`;
    earliest = tick + gapTicks;
    if (!Number.isSafeInteger(frameBits) || frameBits < frameBitsMin || frameBits > frameBitsMax) {
      return `has a frame of ${frameBits} bits at ${tick}, not between ${frameBitsMin} and ${frameBitsMax}`;
    }
    if (ranks !== undefined && !(ranks.length === hops.length && ranks.every((rank) => Number.isSafeInteger(rank)))) {
      return `has ranks at ${tick} that are not one whole number for each of its ${hops.length} hops`;
    }
    if (
      latencyTicks !== undefined &&
      !(latencyTicks.length === hops.length && latencyTicks.every((ticks, hop) => isTick(ticks) && ticks <= (latencies[hop] ?? 0)))
    ) {
      return `has latencies at ${tick} that are not one whole number up to the latency of the port for each of its ${hops.length} hops`;
    }
  }
  return undefined;
}

function messageFindings({ flows }: TimingNetwork, queues: ReadonlyMap<number, readonly MessageQueue[]>): readonly Diagnostic[] {
  const seen = new Set<number>();
  return flows.flatMap((flow): readonly Diagnostic[] => {
    if (seen.has(flow.virtualLink)) return [];
    seen.add(flow.virtualLink);
    const list = queues.get(flow.virtualLink) ?? [];
    const label = `virtual link ${flow.virtualLink}`;
    if (list.length === 0) {
      return [
        optionFinding('AFDX-275', `${label} has no queue of messages`, 'its frames carry messages', 'list at least one sub-virtual link'),
      ];
    }
    return list.flatMap((queue) => {
      const why = queueFaultOf(flow, queue);
      if (why === undefined) return [];
      return [
        optionFinding(
          'AFDX-275',
          `sub-virtual link "${queue.name}" of ${label} cannot be sent`,
          why,
          'correct its message, frame or period',
        ),
      ];
    });
  });
}

function queueFaultOf({ frameBitsMax }: TimingFlow, queue: MessageQueue): string | undefined {
  const { payloadBytes, frameBytesMax, periodTicks } = queue;
  if (![payloadBytes, frameBytesMax, periodTicks].every((value) => Number.isSafeInteger(value) && value > 0)) {
    return 'payload, frame and period are whole numbers above 0';
  }
  if (payloadBytes > payloadBytesMax) return `a message has ${payloadBytesMax} byte at most`;
  if (frameBytesMax < frameBytesMin) return `a frame has ${frameBytesMin} byte or more`;
  const largest = messageFrameBitsOf(queue)[0] ?? 0;
  return largest <= frameBitsMax ? undefined : `its largest frame needs ${largest} bits, and the virtual link admits ${frameBitsMax}`;
}

function isTick(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
