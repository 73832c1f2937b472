import type { AfdxNetwork, NetworkName } from '../network.generated.js';
import { routesOf } from '../topology.js';

/** How much of everything a network or a part of one has. */
export interface NetworkCounts {
  readonly switches: number;
  readonly endSystems: number;
  readonly links: number;
  readonly virtualLinks: number;
  /** Pairs of a virtual link and an end system that it reaches on one of the networks counted. */
  readonly destinations: number;
}

type Part = { readonly [Key in 'switches' | 'endSystems' | 'links' | 'virtualLinks']: Readonly<AfdxNetwork[Key]> };

/**
 * The counts of a network or a part of one, with the destinations reached on the networks named.
 *
 * @implements LLR-CNV-017
 */
export function countsOf({ switches, endSystems, links, virtualLinks }: Part, names: readonly NetworkName[]): NetworkCounts {
  const reached = virtualLinks.map((each) => new Set(names.flatMap((name) => routesOf(each, name).map(([destination]) => destination))));
  return {
    switches: switches.length,
    endSystems: endSystems.length,
    links: links.length,
    virtualLinks: virtualLinks.length,
    destinations: reached.reduce((sum, { size }) => sum + size, 0),
  };
}
