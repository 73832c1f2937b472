import type { Json } from '../../../kernel/canonical-json.js';
import { decimalRoundedUp, dividedBy, minus, type Rational, rational, times, zero } from '../../../kernel/rational.js';
import { loadWindowMilliseconds } from '../wire.js';
import { allowancePicosecondsOf } from './judge.js';
import { priorityRankOf } from './message.js';
import type { Synthesis } from './synthesise.js';

/** Rows of the table of tightest deadlines. */
const tightestCount = 5;

/** The longest bound of a virtual link over its destinations and networks. */
interface Tightest {
  readonly virtualLink: number;
  readonly destination: string;
  readonly network: string;
  readonly delayPicoseconds: bigint;
  readonly marginPicoseconds: bigint;
}

/**
 * What a synthesis came to, as figures for machines: lower bounds are rounded down, all else up; bits per second, millionths of a rate and nanoseconds.
 *
 * @implements LLR-VLO-025
 */
export function synthesisJson(synthesis: Synthesis): Json {
  const longest = longestOf(synthesis);
  const millionths = rational(1_000_000n);
  return {
    messages: synthesis.messages.length,
    virtualLinks: synthesis.made.map(({ choice, virtualLink }) => {
      const tightest = longest.get(virtualLink.id);
      return {
        id: virtualLink.id,
        name: virtualLink.name,
        messages: choice.carrier.messages.map((index) => synthesis.messages[index]?.name ?? ''),
        bandwidthAllocationGapMilliseconds: virtualLink.bandwidthAllocationGapMilliseconds,
        partsOfEachMessage: choice.carrier.parts,
        maximumFrameBytes: virtualLink.maximumFrameBytes,
        priority: virtualLink.priority,
        priorityRank: priorityRankOf(virtualLink.criticality),
        deadlineMicroseconds: virtualLink.deadlineMicroseconds,
        delayNanoseconds: ((tightest?.delayPicoseconds ?? 0n) + 999n) / 1000n,
        delayAt: tightest === undefined ? '' : `${tightest.destination} on ${tightest.network}`,
      };
    }),
    reservedBitsPerSecond: whole(perSecond(synthesis.reservedBits), 'up'),
    reservedBitsPerSecondLowerBound: whole(perSecond(synthesis.reservedBitsMin), 'down'),
    highestPortLoadPartsPerMillion: whole(times(synthesis.highestLoad, millionths), 'up'),
    highestPortLoadPartsPerMillionLowerBound: whole(times(synthesis.highestLoadMin, millionths), 'down'),
    highestLoadedPort: synthesis.highestLoadPort ?? null,
    isProvenOptimal: synthesis.isOptimal,
    exactSearch: synthesis.exact === undefined ? null : { ...synthesis.exact },
  };
}

/**
 * The same for people: bandwidth and load with their lower bounds and the gap between, and the tightest deadlines; 100 columns at most.
 *
 * @implements LLR-VLO-025
 */
export function synthesisText(synthesis: Synthesis): string {
  const mega = (bits: bigint): Rational => times(perSecond(bits), rational(1n, 1_000_000n));
  const percent = (load: Rational): Rational => times(load, rational(100n));
  const { reservedBits, reservedBitsMin, highestLoad, highestLoadMin } = synthesis;
  const lines = [
    `${counted(synthesis.messages.length, 'message')} in ${counted(synthesis.made.length, 'virtual link')}`,
    '',
    `                         found      lower bound      gap`,
    row(
      'reserved, Mbit/s',
      decimalRoundedUp(mega(reservedBits), 6),
      decimalDown(mega(reservedBitsMin), 6),
      gapText(rational(reservedBits), rational(reservedBitsMin)),
    ),
    row(
      'highest port load, %',
      decimalRoundedUp(percent(highestLoad), 4),
      decimalDown(percent(highestLoadMin), 4),
      gapText(highestLoad, highestLoadMin),
    ),
    `  ${'on port'.padEnd(21)}${synthesis.highestLoadPort ?? 'none'}`,
    '',
    `  ${'bound µs'.padStart(13)}${'deadline µs'.padStart(13)}${'margin %'.padStart(10)}   tightest virtual links`,
    ...tightestRows(synthesis),
    '',
  ];
  return lines.join('\n');
}

function row(title: string, found: string, least: string, gap: string): string {
  return `  ${title.padEnd(21)}${found.padStart(12)}  ${least.padStart(13)}  ${gap.padStart(8)}`;
}

function tightestRows(synthesis: Synthesis): readonly string[] {
  const names = new Map(synthesis.network.virtualLinks.map(({ id, name }) => [id, name]));
  const share = ({ delayPicoseconds, marginPicoseconds }: Tightest): Rational =>
    rational(marginPicoseconds, delayPicoseconds + marginPicoseconds);
  const sorted = [...longestOf(synthesis).values()].sort((a, b) => {
    const difference = minus(share(a), share(b)).numerator;
    return difference < 0n ? -1 : difference > 0n ? 1 : a.virtualLink - b.virtualLink;
  });
  return sorted.slice(0, tightestCount).map((each) => {
    const deadline = (each.delayPicoseconds + each.marginPicoseconds) / 1_000_000n;
    const margin = decimalDown(times(share(each), rational(100n)), 2);
    const label = `${each.virtualLink} ${names.get(each.virtualLink) ?? ''}`;
    const where = `${each.destination}, ${each.network}`;
    const room = Math.max(8, 57 - where.length);
    const name = label.length > room ? `${label.slice(0, room - 1)}…` : label;
    const bound = decimalRoundedUp(rational(each.delayPicoseconds, 1_000_000n), 3);
    return `  ${bound.padStart(13)}${String(deadline).padStart(13)}${margin.padStart(10)}   ${name}, ${where}`;
  });
}

function longestOf({ ends, network }: Synthesis): ReadonlyMap<number, Tightest> {
  const deadlines = new Map(network.virtualLinks.map(({ id, deadlineMicroseconds }) => [id, BigInt(deadlineMicroseconds) * 1_000_000n]));
  const longest = new Map<number, Tightest>();
  const allowance = allowancePicosecondsOf(network);
  for (const end of ends) {
    const { flow, destination } = end;
    const delayPicoseconds = end.delayPicoseconds + allowance;
    const known = longest.get(flow.virtualLink);
    if (known !== undefined && known.delayPicoseconds >= delayPicoseconds) continue;
    longest.set(flow.virtualLink, {
      virtualLink: flow.virtualLink,
      destination: destination.endSystem,
      network: flow.network,
      delayPicoseconds,
      marginPicoseconds: (deadlines.get(flow.virtualLink) ?? 0n) - delayPicoseconds,
    });
  }
  return longest;
}

function perSecond(bitsPerWindow: bigint): Rational {
  return rational(bitsPerWindow * 1000n, loadWindowMilliseconds);
}

function gapText(found: Rational, least: Rational): string {
  if (least.numerator === 0n) return found.numerator === 0n ? '0.00 %' : '–';
  const gap = dividedBy(minus(found, least), least);
  return `${decimalRoundedUp(gap.numerator < 0n ? zero : times(gap, rational(100n)), 2)} %`;
}

function decimalDown({ numerator, denominator }: Rational, digits: number): string {
  const text = decimalRoundedUp({ numerator: -numerator, denominator }, digits);
  return text.startsWith('-') ? text.slice(1) : text;
}

function whole({ numerator, denominator }: Rational, way: 'up' | 'down'): bigint {
  return way === 'up' ? (numerator + denominator - 1n) / denominator : numerator / denominator;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
