import type { AfdxNetwork, VirtualLink } from '../network.generated.js';
import { networkNames } from '../topology.js';
import { unknownBufferBytes } from './wopanets-nodes.js';
import type { WrittenPart } from './written-part.js';
import { isXmlName } from './xml-text.js';

/**
 * What of a network the WoPANets form cannot carry, in plain words; only what differs from the values that a reader fills in.
 *
 * @implements LLR-CNV-014
 */
export function lossesOf(network: AfdxNetwork, part: WrittenPart): readonly string[] {
  return [...otherNetworkLosses(network, part), ...timingLosses(network, part), ...descriptiveLosses(network, part)];
}

function otherNetworkLosses({ switches, virtualLinks }: AfdxNetwork, part: WrittenPart): readonly string[] {
  const other = networkNames.find((name) => name !== part.name);
  const twice = part.virtualLinks.filter(({ redundancyLevel }) => redundancyLevel === 2);
  return [
    ...counted(switches.length - part.switches.length, 'switch', `of network ${other} and the links to them are left out`, 'switches'),
    ...counted(virtualLinks.length - part.virtualLinks.length, 'virtual link', `without a route on network ${part.name} are left out`),
    ...counted(twice.length, 'virtual link', `of redundancy level 2 lose their routes on network ${other} and their SkewMax`),
  ];
}

/** Losses that make bounds of the file smaller than those of the network. */
function timingLosses({ endSystems }: AfdxNetwork, { links }: WrittenPart): readonly string[] {
  const receptions = endSystems.filter(({ receptionLatencyNanoseconds }) => receptionLatencyNanoseconds > 0);
  const cables = links.filter(({ propagationDelayNanoseconds }) => propagationDelayNanoseconds > 0);
  const add = 'a bound from the file lacks it';
  return [
    ...counted(receptions.length, 'end system', `lose their reception latency; ${add}`),
    ...counted(cables.length, 'link', `lose their propagation delay; ${add}`),
  ];
}

function descriptiveLosses(
  network: AfdxNetwork,
  { switches, endSystems, virtualLinks, nodeNames, keepsNames }: WrittenPart,
): readonly string[] {
  const { reservationsPercent: shares } = network;
  const isNamed = (id: string, name: string): boolean => nodeNames.get(id) === name;
  return [
    ...(isXmlName(network.title) ? [] : ['the title has signs that XML cannot carry']),
    ...(network.version === '1.0.0' ? [] : [`the version ${network.version} is left out`]),
    ...(shares.nonCritical === 100 ? [] : ['the reserved shares of criticality groups are left out']),
    ...counted(
      switches.filter(({ outputBufferBytesPerPort }) => outputBufferBytesPerPort !== unknownBufferBytes).length,
      'switch',
      'lose the size of their buffers',
      'switches',
    ),
    ...counted(
      switches.filter(({ id, position, location }) => !isNamed(id, position) || location !== 'not known').length,
      'switch',
      'lose their position, kind, location and number of ports',
      'switches',
    ),
    ...counted(
      endSystems.filter(({ id, name, criticality }) => !isNamed(id, name) || criticality !== 'E').length,
      'end system',
      'lose their name, ATA chapter, addresses and DAL',
    ),
    ...counted(virtualLinks.filter(({ criticality }) => criticality !== 'E').length, 'virtual link', 'lose their DAL'),
    ...(keepsNames ? [] : counted(virtualLinks.length, 'virtual link', 'are called by their identifier, and their names are left out')),
    ...counted(
      virtualLinks.filter(({ purpose, advisoryUse }) => purpose !== 'not known' || advisoryUse !== undefined).length,
      'virtual link',
      'lose their purpose and advisory use',
    ),
    ...counted(virtualLinks.filter(hasOwnMessages).length, 'virtual link', 'lose their sub-virtual links'),
  ];
}

function hasOwnMessages({
  name,
  subVirtualLinks: [message, ...others],
  maximumFrameBytes,
  bandwidthAllocationGapMilliseconds,
}: VirtualLink): boolean {
  const { periodMilliseconds } = message;
  return (
    others.length > 0 ||
    message.name !== name ||
    message.maximumFrameBytes !== maximumFrameBytes ||
    periodMilliseconds !== bandwidthAllocationGapMilliseconds
  );
}

/** `3 links lose …`; nothing for 0. */
function counted(count: number, one: string, what: string, several = `${one}s`): readonly string[] {
  return count === 0 ? [] : [`${count} ${count === 1 ? one : several} ${what}`];
}
