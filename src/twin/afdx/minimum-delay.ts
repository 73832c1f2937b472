import type { Link, VirtualLink } from './network.generated.js';
import { hopsOf, nodesOf, type Topology } from './topology.js';
import { dividedUp, preambleBytes } from './wire.js';

/**
 * The time that the largest frame of a virtual link takes over one route when nothing else is on the network, in
 * nanoseconds: latencies of source, switches and destination, and for each link its propagation delay and the sending
 * of preamble and frame, each link's time rounded up. Without regulator, jitter and queues. `undefined` when a node or
 * a link of the route does not exist.
 *
 * @implements LLR-AFDX-025
 */
export function minimumDelayNanosecondsOf(
  topology: Topology,
  virtualLink: VirtualLink,
  route: { readonly destination: string; readonly switches: readonly string[] },
): bigint | undefined {
  const source = topology.endSystems.get(virtualLink.source);
  const destination = topology.endSystems.get(route.destination);
  if (source === undefined || destination === undefined) return undefined;
  const passed = route.switches.map((id) => topology.switches.get(id)).map((node) => node && BigInt(node.technologicalLatencyNanoseconds));
  const links = hopsOf(nodesOf(virtualLink.source, route.switches, route.destination)).map((hop) => topology.linkBetween(hop));
  const sent = links.map((link) => link && linkNanoseconds(link, virtualLink.maximumFrameBytes));
  const ends = BigInt(source.transmissionLatencyNanoseconds) + BigInt(destination.receptionLatencyNanoseconds);
  return [...passed, ...sent].reduce((sum, part) => (sum === undefined || part === undefined ? undefined : sum + part), ends);
}

function linkNanoseconds(link: Link, frameBytes: number): bigint {
  const bits = BigInt(frameBytes + preambleBytes) * 8n;
  return dividedUp(bits * 1_000_000_000n, BigInt(link.rateBitsPerSecond)) + BigInt(link.propagationDelayNanoseconds);
}
