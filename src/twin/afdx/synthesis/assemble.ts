import type { AfdxNetwork, NetworkName, Routes, VirtualLink } from '../network.generated.js';
import { networkNames } from '../topology.js';
import { frameBytesMin } from '../wire.js';
import { type Carrier, messageOverheadBytes, partBytesOf } from './carrier.js';
import { priorityOf } from './message.js';
import type { MessageClass, Problem } from './problem.js';

/** A virtual link that a search has chosen: a carrier, and for each network used the index of a tree of its class. */
export interface Choice {
  readonly class: MessageClass;
  readonly carrier: Carrier;
  readonly trees: Readonly<Partial<Record<NetworkName, number>>>;
}

/** A virtual link with the choice that it came from. */
export interface MadeLink {
  readonly choice: Choice;
  readonly virtualLink: VirtualLink;
}

/**
 * The virtual links of the choices, in the order of their first messages, with the lowest identifiers that are free. Names are those of
 * the messages. SkewMax of a redundant one is 1 µs until bounds are known; `settings` gives it by identifier.
 *
 * @implements LLR-VLO-010
 */
export function linksOf(problem: Problem, choices: readonly Choice[], settings?: ReadonlyMap<number, LinkSettings>): readonly MadeLink[] {
  const ids = new Set(problem.network.virtualLinks.map(({ id }) => id));
  const names = new Set(problem.network.virtualLinks.map(({ name }) => name));
  const sorted = [...choices].sort((a, b) => (a.carrier.messages[0] ?? 0) - (b.carrier.messages[0] ?? 0));
  let id = 0;
  return sorted.map((choice) => {
    do id += 1;
    while (ids.has(id));
    const own = choice.carrier.messages.map((index) => problem.messages[index]?.name ?? '').join(' + ');
    let name = own;
    for (let count = 2; names.has(name); count += 1) name = `${own} (${count})`;
    names.add(name);
    return {
      choice,
      virtualLink: virtualLinkOf(problem, choice, { id, name, ...(settings?.get(id) ?? unset) }),
    };
  });
}

/**
 * The network with further virtual links, all in ascending order of their identifiers.
 *
 * @implements LLR-VLO-010
 */
export function networkWith(network: AfdxNetwork, links: readonly MadeLink[]): AfdxNetwork {
  const virtualLinks = [...network.virtualLinks, ...links.map(({ virtualLink }) => virtualLink)];
  return { ...network, virtualLinks: virtualLinks.sort((a, b) => a.id - b.id) };
}

/** What the bounds say is to be configured for a virtual link, in whole microseconds. */
export interface LinkSettings {
  /** SkewMax; on one network there is none. */
  readonly skew: number;
  /** Jitter for its policers, where the virtual links that stay say theirs. */
  readonly policerJitter: number | undefined;
}

/** Before bounds are known. */
const unset: LinkSettings = { skew: 1, policerJitter: undefined };

function virtualLinkOf(
  problem: Problem,
  choice: Choice,
  given: LinkSettings & { readonly id: number; readonly name: string },
): VirtualLink {
  const { class: own, carrier } = choice;
  const messages = carrier.messages.map((index) => problem.messages[index]).filter((message) => message !== undefined);
  const { criticality } = own;
  const advised = own.destinations.filter((id) => {
    const level = problem.topology.endSystems.get(id)?.criticality;
    return (level === 'A' || level === 'B') && level < criticality;
  });
  const reason = messages[0]?.advisoryReason;
  const paths = Object.fromEntries(
    networkNames.flatMap((name) => (choice.trees[name] === undefined ? [] : [[name, routesOf(choice, name)]])),
  );
  // the searches also look at one network of a redundant virtual link alone
  const redundancyLevel = Object.keys(paths).length === 2 ? 2 : 1;
  return {
    id: given.id,
    name: given.name,
    purpose: messages.map(({ purpose }) => purpose).join('; '),
    source: own.source,
    destinations: [...own.destinations] as [string, ...string[]],
    criticality,
    priority: priorityOf(criticality),
    redundancyLevel,
    bandwidthAllocationGapMilliseconds: carrier.gapMilliseconds,
    minimumFrameBytes: frameBytesMin,
    maximumFrameBytes: carrier.frameBytes,
    deadlineMicroseconds: Math.min(carrier.deadlineMicroseconds, 10_000_000),
    skewMaximumMicroseconds: redundancyLevel === 2 ? given.skew : 0,
    ...(given.policerJitter === undefined ? {} : { policerJitterMicroseconds: given.policerJitter }),
    ...(advised.length > 0 && reason !== undefined ? { advisoryUse: { destinations: advised as [string, ...string[]], reason } } : {}),
    subVirtualLinks: messages.map(({ name, sizeBytes, periodMilliseconds, deadlineMicroseconds }) => ({
      name: carrier.parts === 1 ? name : `${name} (in ${carrier.parts} parts)`,
      payloadBytes: partBytesOf(sizeBytes, carrier.parts),
      maximumFrameBytes: partBytesOf(sizeBytes, carrier.parts) + messageOverheadBytes,
      periodMilliseconds: carrier.parts === 1 ? periodMilliseconds : carrier.gapMilliseconds,
      // a part has what the parts before it leave of the deadline, counted from its own hand-over
      deadlineMicroseconds: carrier.parts === 1 ? deadlineMicroseconds : carrier.deadlineMicroseconds,
    })) as VirtualLink['subVirtualLinks'],
    paths,
  };
}

function routesOf({ class: own, trees }: Choice, name: NetworkName): Routes {
  const tree = own.trees[name][trees[name] ?? 0];
  return Object.fromEntries([...(tree?.routes ?? [])].map(([destination, switches]) => [destination, [...switches]]));
}
