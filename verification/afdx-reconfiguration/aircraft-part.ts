import { readFileSync } from 'node:fs';
import { checkNetwork } from '../../src/twin/afdx/check-network.js';
import type { AfdxNetwork, VirtualLink } from '../../src/twin/afdx/network.generated.js';
import { provedNetworkOf } from '../../src/twin/afdx/reconfiguration/option-proof.js';
import type { ReconfigurationOrder } from '../../src/twin/afdx/reconfiguration/reconfigure.js';
import { offsetBoundsOf } from '../../src/twin/afdx/schedule/offset-bounds.js';
import { buildTimingNetwork } from '../../src/twin/afdx/timing/build-timing-network.js';
import { checkTiming, type TimingCheck } from '../../src/twin/afdx/timing-rules/check-timing.js';

// @reads config-items/afdx/network.json

export const text = readFileSync('config-items/afdx/network.json', 'utf8');
export const aircraft = JSON.parse(text) as AfdxNetwork;
export const placeOf = () => ({ path: 'n.json', line: 1, column: 1 });
const known = new WeakMap<AfdxNetwork, TimingCheck>();
/** The timing of a network, computed once for each object. */
export const timing = (network: AfdxNetwork): TimingCheck => {
  const found = known.get(network) ?? checkTiming(network, 'frame', placeOf);
  known.set(network, found);
  return found;
};
export const prove = (network: AfdxNetwork) => provedNetworkOf(network, placeOf, timing);
export const noLimits = { loadPartsPerMillionMax: 1_000_000, marginPartsPerMillionMin: 0 };
export const order = (limits: Partial<ReconfigurationOrder['limits']>, proofsMax = 60): ReconfigurationOrder => ({
  trigger: { kind: 'request', detail: 'test' },
  limits: { ...noLimits, ...limits },
  placeOf,
  timing,
  proofsMax,
});

/** The hops of a virtual link on one network, read from its paths. */
export function hopsOf({ source, paths }: VirtualLink, name: 'A' | 'B'): ReadonlySet<string> {
  return new Set(
    Object.entries((paths[name] ?? {}) as Record<string, readonly string[]>).flatMap(([to, switches]) =>
      [source, ...switches].map((node, at) => `${node}>${switches[at] ?? to}`),
    ),
  );
}

/** The virtual links of the aircraft that pass the link between SW1A and SW5A or go to ADV-PRI: enough traffic, and quick to prove. */
export const part: AfdxNetwork = {
  ...aircraft,
  virtualLinks: aircraft.virtualLinks.filter((each) =>
    ['SW1A>SW5A', 'SW5A>SW1A', 'SW1A>ADV-PRI'].some((hop) => hopsOf(each, 'A').has(hop)),
  ),
};

/** Load of each output port as a share of its rate, in floating point, at 100 Mbit/s. */
export function loadsIn(network: AfdxNetwork): ReadonlyMap<string, number> {
  const loads = new Map<string, number>();
  for (const virtualLink of network.virtualLinks) {
    for (const name of ['A', 'B'] as const) {
      for (const hop of hopsOf(virtualLink, name)) {
        const share = ((virtualLink.maximumFrameBytes + 20) * 8) / virtualLink.bandwidthAllocationGapMilliseconds / 100_000;
        loads.set(hop, (loads.get(hop) ?? 0) + share);
      }
    }
  }
  return loads;
}

/**
 * Judges a network again by other means: the rules on its written text, the load of each port added up here, and deadlines by the
 * analysis of release offsets, which does without the bounds that the reconfigurer uses.
 */
export function isSafe(network: AfdxNetwork): boolean {
  const { diagnostics } = checkNetwork({ path: 'again.json', text: JSON.stringify(network) });
  if (diagnostics.some(({ severity }) => severity === 'error')) return false;
  const { value } = buildTimingNetwork(network, placeOf);
  if (value === undefined) return false;
  const { ends } = offsetBoundsOf(value, undefined);
  const skews = new Map<string, { most: number; least: number }[]>();
  for (const { flow, endSystem, delayTicksMax, delayTicksMin } of ends) {
    const key = `${value.flows[flow]?.virtualLink} ${endSystem}`;
    skews.set(key, [...(skews.get(key) ?? []), { most: delayTicksMax, least: delayTicksMin }]);
  }
  const windows = new Map(network.virtualLinks.map(({ id, skewMaximumMicroseconds }) => [id, skewMaximumMicroseconds * 1000]));
  const inSkew = [...skews].every(
    ([key, [a, b]]) =>
      a === undefined || b === undefined || Math.max(a.most - b.least, b.most - a.least) <= (windows.get(Number(key.split(' ')[0])) ?? 0),
  );
  return (
    inSkew &&
    ends.every(({ delayTicksMax, deadlineTicks }) => delayTicksMax + (network.jitterAllowanceMicroseconds ?? 0) * 1000 <= deadlineTicks)
  );
}
