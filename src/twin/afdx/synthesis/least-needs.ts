import { plus, type Rational, rational, zero } from '../../../kernel/rational.js';
import type { NetworkName } from '../network.generated.js';
import { networkNames } from '../topology.js';
import { loadWindowMilliseconds, type ReservationGroup, wireOverheadBytes } from '../wire.js';
import { messageOverheadBytes, payloadBytesMax } from './carrier.js';
import { leastWeightOf } from './class-plans.js';
import type { MessageClass, Problem } from './problem.js';
import { type SwitchGraph, switchGraphOf } from './route-trees.js';

/** Something of which each solution needs a certain amount: a port, or the cables between switches on one side of a switch. */
export interface Place {
  readonly kind: 'port' | 'out' | 'in';
  /** The switch meant, or the port as `from>to`; on both networks the two of them with `and` between. */
  readonly id: string;
  /** Its ports, as `from>to`. */
  readonly ports: readonly string[];
}

/** What each solution sends through a place: bits in 128 ms on the wire, by class. */
export interface PlaceNeed {
  readonly place: Place;
  readonly classes: readonly { readonly class: MessageClass; readonly bits: Rational }[];
}

/**
 * Whether each solution sends a class on a network.
 *
 * @implements LLR-VLO-013
 */
export function mustUse(own: MessageClass, name: NetworkName): boolean {
  const other = name === 'A' ? 'B' : 'A';
  return own.redundancyLevel === 2 || own.trees[other].length === 0;
}

/**
 * What each carrier needs at least for the messages of a class, in bits in 128 ms: parts with 67 byte each, the margin, and
 * for each frame `frameBytes` more. It holds for carriers and trees that are not listed, too.
 *
 * @implements LLR-VLO-013
 */
export function leastNeedOf({ messages, options }: Problem, own: MessageClass, frameBytes: number): Rational {
  let sum = zero;
  for (const index of own.messages) {
    const { sizeBytes = 0, periodMilliseconds = 1 } = messages[index] ?? {};
    const parts = Math.ceil(sizeBytes / payloadBytesMax);
    const hundredths = (sizeBytes + parts * messageOverheadBytes) * (100 + options.marginPercent) + parts * frameBytes * 100;
    sum = plus(sum, rational(BigInt(hundredths) * 8n * loadWindowMilliseconds, 100n * BigInt(periodMilliseconds)));
  }
  return sum;
}

/**
 * What each solution sends through each place, whatever its trees: the port of each source, the port to each destination, and, for classes
 * that leave a switch, the cables from it to other switches and those to the switches of their destinations. Each on one network and on
 * both together: a class of redundancy level 1 passes one of two, and one of level 2 both.
 *
 * @implements LLR-VLO-013
 */
export function placeNeedsOf(problem: Problem): readonly PlaceNeed[] {
  const graphs = { A: switchGraphOf(problem.network, 'A'), B: switchGraphOf(problem.network, 'B') };
  const needs = new Map<string, { readonly place: Place; readonly classes: { readonly class: MessageClass; readonly bits: Rational }[] }>();
  const add = (place: Place, own: MessageClass, bits: Rational): void => {
    const key = `${place.kind} ${place.id}`;
    const need = needs.get(key) ?? { place, classes: [] };
    need.classes.push({ class: own, bits });
    needs.set(key, need);
  };
  for (const own of problem.classes) {
    const least = own.cut ? undefined : leastWeightOf(own, ({ wireBits }) => BigInt(wireBits));
    const bits = least === undefined ? leastNeedOf(problem, own, wireOverheadBytes) : rational(least);
    const [onA, onB] = networkNames.map((name) =>
      own.trees[name].length > 0 ? passedPlaces(own, graphs[name]) : new Map<string, Place>(),
    );
    for (const name of networkNames.filter((each) => mustUse(own, each))) {
      for (const place of new Map([...((name === 'A' ? onA : onB) ?? [])].map(([, each]) => [each.id + each.kind, each])).values())
        add(place, own, bits);
    }
    const pairs = new Map<string, Place>();
    for (const [role, a] of onA ?? []) {
      const b = onB?.get(role);
      if (b !== undefined)
        pairs.set(`${a.kind} ${a.id} ${b.id}`, { kind: a.kind, id: `${a.id} and ${b.id}`, ports: [...a.ports, ...b.ports] });
    }
    for (const place of pairs.values()) add(place, own, own.redundancyLevel === 2 ? plus(bits, bits) : bits);
  }
  return [...needs.values()];
}

/** The places that a class passes on one network, by the part that they play there: `source`, `to E2`, `out`, `in for E2`. */
function passedPlaces({ source, destinations }: MessageClass, { attachment, neighbours }: SwitchGraph): ReadonlyMap<string, Place> {
  const home = attachment.get(source) ?? '';
  const around = (id: string): readonly string[] => neighbours.get(id) ?? [];
  const port = (key: string): Place => ({ kind: 'port', id: key, ports: [key] });
  const places = new Map([['source', port(`${source}>${home}`)]]);
  for (const destination of destinations) {
    const end = attachment.get(destination) ?? '';
    places.set(`to ${destination}`, port(`${end}>${destination}`));
    if (end === home) continue;
    places.set('out', { kind: 'out', id: home, ports: around(home).map((next) => `${home}>${next}`) });
    places.set(`in for ${destination}`, { kind: 'in', id: end, ports: around(end).map((next) => `${next}>${end}`) });
  }
  return places;
}

/**
 * What the ports of a place carry for virtual links that stay, their rates and their shares: bits in 128 ms.
 *
 * @implements LLR-VLO-013
 */
export function roomOf(
  problem: Problem,
  place: Place,
  group?: ReservationGroup,
): { readonly fixedBits: number; readonly allowedBits: number; readonly rate: bigint } {
  let [fixedBits, allowedBits, rate] = [0, 0, 0n];
  const known = new Map(problem.ports.map((port) => [port.key, port]));
  for (const key of place.ports) {
    const port = known.get(key);
    const [from = '', to = ''] = key.split('>');
    const rateBitsPerSecond = problem.topology.linkBetween({ from, to })?.rateBitsPerSecond ?? 0;
    const percent = group === undefined ? 100 : problem.network.reservationsPercent[group];
    const fixed = port?.fixedBits ?? { safetyCritical: 0, missionCritical: 0, nonCritical: 0 };
    fixedBits += group === undefined ? fixed.safetyCritical + fixed.missionCritical + fixed.nonCritical : fixed[group];
    allowedBits += Math.floor((rateBitsPerSecond * Number(loadWindowMilliseconds) * percent) / 100_000);
    rate += BigInt(rateBitsPerSecond);
  }
  return { fixedBits, allowedBits, rate };
}
