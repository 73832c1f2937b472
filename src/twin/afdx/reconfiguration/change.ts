import type { AfdxNetwork, NetworkName, Routes, VirtualLink } from '../network.generated.js';

/** A virtual link gets a longer gap. */
export interface GapChange {
  readonly kind: 'gap';
  readonly virtualLink: number;
  readonly fromMilliseconds: number;
  readonly toMilliseconds: number;
}

/** A virtual link gets other routes on one network. */
export interface PathChange {
  readonly kind: 'path';
  readonly virtualLink: number;
  readonly network: NetworkName;
  readonly from: Routes;
  readonly to: Routes;
}

/** Several changes of different virtual links or networks, made together. */
export interface CombinedChange {
  readonly kind: 'combination';
  readonly changes: readonly SingleChange[];
}

/** A change of one thing. */
export type SingleChange = GapChange | PathChange;

/** A change of a network configuration. */
export type Change = SingleChange | CombinedChange;

/** A value of the network file that a change replaces, by JSON pointer. */
export interface ValueChange {
  readonly pointer: string;
  readonly value: number | string | Routes;
}

/**
 * The single changes that a change consists of.
 *
 * @implements LLR-RCF-003
 */
export function singleChangesOf(change: Change): readonly SingleChange[] {
  return change.kind === 'combination' ? change.changes : [change];
}

/**
 * The network with a change made. Its last version number is one higher, so that no two configurations have the same version.
 * Throws when the network has no such virtual link: the change was made for another one.
 *
 * @implements LLR-RCF-003
 */
export function changedNetworkOf(network: AfdxNetwork, change: Change): AfdxNetwork {
  const virtualLinks = new Map(network.virtualLinks.map((virtualLink) => [virtualLink.id, virtualLink]));
  for (const single of singleChangesOf(change)) {
    const virtualLink = virtualLinks.get(single.virtualLink);
    if (virtualLink === undefined) throw new RangeError(`there is no virtual link ${single.virtualLink}`);
    virtualLinks.set(single.virtualLink, changedOf(virtualLink, single));
  }
  return {
    ...network,
    version: nextVersionOf(network.version),
    virtualLinks: network.virtualLinks.map(({ id }) => virtualLinks.get(id) as VirtualLink),
  };
}

/**
 * The values of the network file that a change replaces, the version among them.
 *
 * @implements LLR-RCF-003
 */
export function valueChangesOf(network: AfdxNetwork, change: Change): readonly ValueChange[] {
  const values = singleChangesOf(change).map((single): ValueChange => {
    const index = network.virtualLinks.findIndex(({ id }) => id === single.virtualLink);
    return single.kind === 'gap'
      ? { pointer: `/virtualLinks/${index}/bandwidthAllocationGapMilliseconds`, value: single.toMilliseconds }
      : { pointer: `/virtualLinks/${index}/paths/${single.network}`, value: single.to };
  });
  return [{ pointer: '/version', value: nextVersionOf(network.version) }, ...values];
}

/**
 * A change in words, one line for each single change.
 *
 * @implements LLR-RCF-003
 */
export function changeTextOf(change: Change): string {
  return singleChangesOf(change)
    .map((single) => {
      if (single.kind === 'gap')
        return `virtual link ${single.virtualLink}: gap ${single.fromMilliseconds} ms -> ${single.toMilliseconds} ms`;
      const moved = Object.keys(single.to).filter((to) => routeText(single.from, to) !== routeText(single.to, to));
      const routes = moved.map((to) => `${to} over ${routeText(single.to, to)} instead of ${routeText(single.from, to)}`);
      return `virtual link ${single.virtualLink}, network ${single.network}: ${routes.join('; ')}`;
    })
    .join('\n');
}

function routeText(routes: Routes, destination: string): string {
  return (routes[destination] ?? []).join(', ');
}

function changedOf(virtualLink: VirtualLink, change: SingleChange): VirtualLink {
  if (change.kind === 'gap') return { ...virtualLink, bandwidthAllocationGapMilliseconds: change.toMilliseconds };
  return { ...virtualLink, paths: { ...virtualLink.paths, [change.network]: change.to } };
}

function nextVersionOf(version: string): string {
  const [major = '0', minor = '0', patch = '0'] = version.split('.');
  return `${major}.${minor}.${BigInt(patch) + 1n}`;
}
