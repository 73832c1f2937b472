import type { AfdxNetwork } from '../../src/twin/afdx/network.generated.js';
import { fiveVirtualLinks, smallAfdxNetwork } from '../support/small-afdx-network.js';
import { certificateFrom, type FlowRow, type OpenCertificate, type PortRow } from './certificates.js';

/** A network with a certificate whose figures were computed by hand from docs/afdx-bounds.md. */
export interface HandCase {
  readonly name: string;
  readonly network: AfdxNetwork;
  readonly certificate: OpenCertificate;
}

const sources: readonly PortRow[] = ['e1>S1', 'e2>S1', 'e3>S2', 'e4>S2', 'e5>S2'].map((port) => [port, '40000', '', 8000]);

/** Rows of the five flows: two delays by S1 and by S2 to e6, that to e7; three hops of 40 µs without any queue. */
function fiveFlows(delays: readonly [string, string, string], jitters?: readonly [number, number]): readonly FlowRow[] {
  return [1, 2, 3, 4, 5].map((id) => {
    const [first, end] = [id < 3 ? 'S1' : 'S2', id < 5 ? 'e6' : 'e7'];
    const delay = delays[id < 3 ? 0 : id < 5 ? 1 : 2];
    const [second, last] = [`${first}>S3`, `S3>${end}`];
    const jitter = jitters === undefined ? undefined : { [`e${id}>${first}`]: 0, [second]: 0, [last]: jitters[id < 3 ? 0 : 1] };
    return [id, end, delay, '120000000', ...(jitter === undefined ? [] : [jitter])] as unknown as FlowRow;
  });
}

const five = smallAfdxNetwork(fiveVirtualLinks);

/**
 * ρ = 4000 bit / 4 ms = 1/1000 bit per tick. A source sends in 40000. S1>S3: 10 · 2 · 4040 + 16000; S2>S3: 10 · 3 · 4040 + 16000;
 * S3>e6: 10 · (2 · 4136.8 + 2 · 4177.2) + 16000; S3>e7: 10 · 4177.2 + 16000. Backlogs: ⌈σ + ρ T⌉ + 4000.
 */
const totalFlow = certificateFrom(
  five,
  'total-flow',
  [...sources, ['S1>S3', '96800', '', 12112], ['S2>S3', '137200', '', 16168], ['S3>e6', '182280', '', 20692], ['S3>e7', '57772', '', 8194]],
  fiveFlows(['319080000', '359480000', '234972000']),
);

/**
 * S1>S3: each flow turns from link to bucket at 40 / 0.099, where 10 · α - t is largest: 96000 + 40000/99; S2>S3: 136000 + 80000/99.
 * S3>e6: the second group turns last, at t = (4352 + 160/99) / 0.098: 10 · (8272 + 80/99 + t/500 + 4000 + t/10) - t + 16000.
 * S3>e7: 10 · 4000 + 16000.
 */
const grouped = certificateFrom(
  five,
  'grouped',
  [
    ...sources,
    ['S1>S3', '9544000/99', '', 12112],
    ['S2>S3', '13544000/99', '', 16168],
    ['S3>e6', '225760000/1617', '', 20691],
    ['S3>e7', '56000', '', 8193],
  ],
  fiveFlows(['276020615', '316424655', '232808081']),
);

/**
 * S1>S3: 10 · 8000 + 16000, backlog 8000 + 4000. S3>e6: two frames at once, 10 · 8000 + 16000; the links bring two more until 40000:
 * 10 · 16000 + 16000 - 40000 = 136000, which is more, and then 16000 - 24000 / 10 bits are held.
 */
const frame = certificateFrom(
  five,
  'frame',
  [...sources, ['S1>S3', '96000', '', 12000], ['S2>S3', '136000', '', 16000], ['S3>e6', '136000', '', 17600], ['S3>e7', '56000', '', 8000]],
  fiveFlows(['272000000', '312000000', '232000000'], [56000, 96000]),
);

const twoPriorities = smallAfdxNetwork({
  cables: ['a-S', 'b-S', 'c-S', 'S-d'],
  virtualLinks: [
    { source: 'a', routes: { d: ['S'] }, frameBytes: 100, gapMilliseconds: 1, priority: 'high' },
    { source: 'b', routes: { d: ['S'] }, frameBytes: 480, gapMilliseconds: 1, priority: 'low' },
    { source: 'c', routes: { d: ['S'] }, frameBytes: 230, gapMilliseconds: 1, priority: 'low' },
  ],
});
const abc: readonly PortRow[] = [
  ['a>S', '9600', '', 1920],
  ['b>S', '', '40000', 8000],
  ['c>S', '', '20000', 4000],
];
const abcFlows = (high: string, b: string, c: string, jitter: boolean): readonly FlowRow[] =>
  (
    [
      [1, high, '19200000', 'a>S'],
      [2, b, '80000000', 'b>S'],
      [3, c, '40000000', 'c>S'],
    ] as const
  ).map(([id, delay, shortest, port]) => [id, 'd', delay, shortest, ...(jitter ? [{ [port]: 0, 'S>d': 0 }] : [])] as unknown as FlowRow);

/** 960, 4000 and 2000 bit each ms: σ = 969.216, 4160, 2040. High: 10 · 4969.216 + 16000; low: (10 · 7169.216 + 16000) / (1 - 0.0096). */
const twoTotalFlow = certificateFrom(
  twoPriorities,
  'total-flow',
  [...abc, ['S>d', '1642304/25', '54807600/619', 11281]],
  abcFlows('75292160', '128542165', '108542165', false),
);

/**
 * High: 10 · (960 + 4000) + 16000. Low: the piece of the bucket alone leaves low its rate, q = 0.09904; the last turn is at 160 / 0.096:
 * (969.216 + 1600 + 6210) / q - 5000/3 = 161515300/1857.
 */
const twoGrouped = certificateFrom(
  twoPriorities,
  'grouped',
  [...abc, ['S>d', '65600', '161515300/1857', 11281]],
  abcFlows('75200000', '126976468', '106976468', false),
);

/** Low: y(6000 - 2000) = 16000 + 10 · (4000 + 960) = 65600, and 10 · 2000. Backlog 6960 + 4000. */
const twoFrame = certificateFrom(
  twoPriorities,
  'frame',
  [...abc, ['S>d', '65600', '85600', 10960]],
  abcFlows('75200000', '125600000', '105600000', true),
);

const unequal = smallAfdxNetwork({
  cables: ['e1-S', 'e2-S', 'S-d'],
  rates: { 'e1-S': 1_000_000_000, 'e2-S': 10_000_000 },
  switchLatencyNanoseconds: 0,
  virtualLinks: [
    { source: 'e1', routes: { d: ['S'] }, frameBytes: 480 },
    { source: 'e1', routes: { d: ['S'] }, frameBytes: 230 },
    { source: 'e2', routes: { d: ['S'] }, frameBytes: 480 },
  ],
});
const unequalFlows = (first: string, third: string, jitters?: readonly [number, number]): readonly FlowRow[] =>
  (
    [
      [1, first, '44000000', 'e1>S', jitters?.[0]],
      [2, first, '22000000', 'e1>S', jitters?.[1]],
      [3, third, '440000000', 'e2>S', 0],
    ] as const
  ).map(
    ([id, delay, shortest, port, at]) => [id, 'd', delay, shortest, ...(jitters ? [{ [port]: 0, 'S>d': at }] : [])] as unknown as FlowRow,
  );

/** σ = 4006, 2003, 4400 at S>d. */
const unequalTotalFlow = certificateFrom(
  unequal,
  'total-flow',
  [
    ['e1>S', '6000', '', 10000],
    ['e2>S', '400000', '', 8000],
    ['S>d', '104090', '', 14409],
  ],
  unequalFlows('110090000', '504090000'),
);

/** The fast link turns at t = 2009 / 0.9985, the slow one later; between them 10 · α rises slower than t: 100090 - 0.885 t. */
const unequalGrouped = certificateFrom(
  unequal,
  'grouped',
  [
    ['e1>S', '6000', '', 10000],
    ['e2>S', '400000', '', 8000],
    ['S>d', '196323800/1997', '', 14409],
  ],
  unequalFlows('104309365', '498309365'),
);

/** The fast link brings its second frame until 2000: 10 · 10000 - 2000 = 98000; 10000 - 200 bits are held then. */
const unequalFrame = certificateFrom(
  unequal,
  'frame',
  [
    ['e1>S', '6000', '', 10000],
    ['e2>S', '400000', '', 8000],
    ['S>d', '98000', '', 13800],
  ],
  unequalFlows('104000000', '498000000', [2000, 4000]),
);

/** Every hand case. */
export const handCases: readonly HandCase[] = [
  { name: 'five virtual links, total-flow', network: five, certificate: totalFlow },
  { name: 'five virtual links, grouped', network: five, certificate: grouped },
  { name: 'five virtual links, frame', network: five, certificate: frame },
  { name: 'two priorities, total-flow', network: twoPriorities, certificate: twoTotalFlow },
  { name: 'two priorities, grouped', network: twoPriorities, certificate: twoGrouped },
  { name: 'two priorities, frame', network: twoPriorities, certificate: twoFrame },
  { name: 'unequal rates, total-flow', network: unequal, certificate: unequalTotalFlow },
  { name: 'unequal rates, grouped', network: unequal, certificate: unequalGrouped },
  { name: 'unequal rates, frame', network: unequal, certificate: unequalFrame },
];
