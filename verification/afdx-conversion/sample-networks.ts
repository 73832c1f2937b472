import fc from 'fast-check';
import type { Diagnostic } from '../../src/kernel/diagnostic.js';
import { type ForeignReading, readForeignNetwork } from '../../src/twin/afdx/exchange/read-foreign-network.js';
import type { AfdxNetwork, NetworkName, VirtualLink } from '../../src/twin/afdx/network.generated.js';
import { buildTimingNetwork } from '../../src/twin/afdx/timing/build-timing-network.js';

/** Texts of any UTF-16 units, single surrogates and controls among them; half of them in the range of the usual signs. */
export const anyText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 127 }), fc.integer({ min: 0, max: 0xffff })), { minLength: 1, maxLength: 12 })
  .map((units) => String.fromCharCode(...units));

/** Three end systems at two switches in a row, as an editor writes them. */
export const sampleXml = `<?xml version="1.0" encoding="UTF-8"?>
<!-- written by hand -->
<elements>
  <network name="Sample" overhead="67" shortest-path-policy="DIJKSTRA" technology="AFDX" transmission-capacity="100Mbps" x-type="FULL"/>
  <station name="E1" service-policy="FIRST_IN_FIRST_OUT" transmission-capacity="100Mbps" x="1.0" y="2.0"/>
  <station name="E2" service-policy="FIRST_IN_FIRST_OUT"/>
  <station name="E3" service-policy="FIRST_IN_FIRST_OUT"/>
  <switch name="S1" service-policy="FIRST_IN_FIRST_OUT" switching-technique="STORE_AND_FORWARD" tech-latency="16"/>
  <switch name="S2" service-policy="FIRST_IN_FIRST_OUT" switching-technique="STORE_AND_FORWARD" tech-latency="0.5"/>
  <link name="L1" from="E1" fromPort="0" to="S1" toPort="0" transmission-capacity="100Mbps"/>
  <link name="L2" from="E2" fromPort="0" to="S1" toPort="3"/>
  <link name="L3" from="S1" fromPort="1" to="S2" toPort="0" transmission-capacity="1Gbps"/>
  <link name="L4" from="S2" fromPort="1" to="E3" toPort="0"/>
  <flow name="VL7" source="E1" max-payload="1471" min-payload="17" period="4" deadline="2.5" jitter="0" priority="Low">
    <target name="E3" mode="M"><path node="S1"/><path node="S2"/><path node="E3"/></target>
    <target name="E2"><path node="S1"/>
      <path node="E2"/></target>
  </flow>
  <flow name="VL3" source="E3" max-payload="100" min-payload="100" period="128" deadline="5" jitter="0" priority="Low">
    <target name="E1"><path node="S2"/><path node="S1"/><path node="E1"/></target>
  </flow>
</elements>
`;

/** What came of a text. */
export function read(text: string): ForeignReading {
  return readForeignNetwork({ path: 'net.xml', text });
}

/** What came of the sample after some replacements; throws when one of them finds nothing. */
export function readEdited(...edits: readonly (readonly [string, string])[]): ForeignReading {
  return read(edited(...edits));
}

/** The sample after some replacements; throws when one of them finds nothing. */
export function edited(...edits: readonly (readonly [string, string])[]): string {
  let text = sampleXml;
  for (const [find, put] of edits) {
    if (!text.includes(find)) throw new Error(`nothing to edit: ${find}`);
    text = text.replace(find, () => put);
  }
  return text;
}

/** `code line:column` of each finding but notes. */
export function faultsOf({ diagnostics }: { readonly diagnostics: readonly Diagnostic[] }): readonly string[] {
  return diagnostics.filter(({ severity }) => severity !== 'note').map(({ code, place }) => `${code} ${place?.line}:${place?.column}`);
}

/** The network of a reading; throws with its findings when there is none. */
export function networkOf({ network, diagnostics }: ForeignReading): AfdxNetwork {
  if (network === undefined) throw new Error(diagnostics.map(({ code, message }) => `${code} ${message}`).join('; '));
  return network;
}

/**
 * Ports and flows of one network by names instead of indexes, in an order of their own, without what the XML form has no place for;
 * undefined when the network cannot be analysed.
 */
export function timingOf(network: AfdxNetwork, name: NetworkName) {
  const { value } = buildTimingNetwork(network, () => ({ path: 'n', line: 1, column: 1 }));
  if (value === undefined) return undefined;
  const portAt = (index: number | undefined): string => value.ports[index ?? -1]?.id ?? 'source';
  return {
    ticksPerSecond: value.ticksPerSecond,
    ports: value.ports
      .filter((port) => port.network === name)
      .map(({ id, owner, rateBitsPerSecond, ticksPerBit, latencyTicks }) =>
        [id, owner, rateBitsPerSecond, ticksPerBit, latencyTicks].join(),
      )
      .sort(),
    flows: value.flows
      .filter((flow) => flow.network === name)
      .map(({ virtualLink, source, gapTicks, frameBitsMax, frameBitsMin, priority, hops, destinations }) =>
        [
          [virtualLink, source, gapTicks, frameBitsMax, frameBitsMin, priority].join(),
          ...hops.map(({ port, parent }) => `${portAt(hops[parent]?.port)} then ${portAt(port)}`).sort(),
          ...destinations.map(({ endSystem, hop, deadlineTicks }) => [endSystem, portAt(hops[hop]?.port), deadlineTicks].join()).sort(),
        ].join('; '),
      )
      .sort(),
  };
}

const gaps = [1, 2, 4, 8, 16, 32, 64, 128] as const;
const rates = [10_000_000, 50_000_000, 100_000_000, 1_000_000_000] as const;

/** What a small network on A and B is made from: switch trees alike on both, end systems on them, virtual links between these. */
interface Recipe {
  readonly parents: readonly number[];
  readonly seats: readonly number[];
  readonly latencies: readonly number[];
  readonly rate: readonly number[];
  readonly extras: readonly number[];
  readonly flows: readonly {
    readonly id: number;
    readonly from: number;
    readonly to: readonly number[];
    readonly gap: number;
    readonly frames: readonly [number, number];
    readonly deadline: number;
    readonly high: boolean;
    readonly level: number;
  }[];
}

const recipe: fc.Arbitrary<Recipe> = fc.record({
  parents: fc.array(fc.nat(), { minLength: 0, maxLength: 3 }),
  seats: fc.array(fc.nat(), { minLength: 2, maxLength: 5 }),
  latencies: fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 8, maxLength: 8 }),
  rate: fc.array(fc.constantFrom(...rates), { minLength: 1, maxLength: 9 }),
  extras: fc.array(fc.constantFrom(0, 0, 250), { minLength: 3, maxLength: 3 }),
  flows: fc.uniqueArray(
    fc.record({
      id: fc.integer({ min: 0, max: 65_535 }),
      from: fc.nat(),
      to: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
      gap: fc.constantFrom(...gaps),
      frames: fc.tuple(fc.integer({ min: 1, max: 1518 }), fc.integer({ min: 1, max: 1518 })),
      deadline: fc.integer({ min: 1, max: 10_000_000 }),
      high: fc.boolean(),
      level: fc.integer({ min: 1, max: 3 }),
    }),
    { selector: ({ id }) => id, maxLength: 6 },
  ),
});

/** Small networks with routes along a tree of switches, alike on A and B, and virtual links of either redundancy level. */
export const generatedNetwork: fc.Arbitrary<AfdxNetwork> = recipe.map(networkFrom);

function networkFrom({ parents, seats, latencies, rate, extras, flows }: Recipe): AfdxNetwork {
  const parentOf = (index: number): number => (parents[index - 1] ?? 0) % index;
  const seatOf = (index: number): number => (seats[index] ?? 0) % (parents.length + 1);
  const [propagation = 0, reception = 0, sending = 0] = extras;
  const ports = new Map<string, number>();
  const end = (node: string, port?: number) => {
    const next = port ?? (ports.get(node) ?? 0) + 1;
    ports.set(node, next);
    return { node, port: next };
  };
  const rateAt = (index: number): number => rate[index % rate.length] ?? rates[0];
  const cable = (id: string, from: { node: string; port: number }, to: { node: string; port: number }, index: number) => ({
    id,
    ends: [from, to] as [typeof from, typeof to],
    rateBitsPerSecond: rateAt(index),
    propagationDelayNanoseconds: propagation,
  });
  const upward = (index: number): readonly number[] => (index === 0 ? [0] : [index, ...upward(parentOf(index))]);
  const between = (from: number, to: number): readonly number[] => {
    const [up, down] = [upward(from), upward(to)];
    const meeting = up.find((at) => down.includes(at)) ?? 0;
    return [...up.slice(0, up.indexOf(meeting) + 1), ...down.slice(0, down.indexOf(meeting)).reverse()];
  };
  const switchIds = [0, ...parents.map((_, index) => index + 1)];
  const names: readonly NetworkName[] = ['A', 'B'];
  return {
    title: 'Generated',
    version: '1.0.0',
    reservationsPercent: { safetyCritical: 25, missionCritical: 25, nonCritical: 25, spare: 25 },
    switches: names.flatMap((network) =>
      switchIds.map((index) => ({
        id: `S${index}${network}`,
        network,
        position: `S${index}`,
        kind: 'core' as const,
        location: 'here',
        portCount: 255,
        technologicalLatencyNanoseconds: latencies[index] ?? 0,
        outputBufferBytesPerPort: 65_536,
      })),
    ),
    endSystems: seats.map((_, index) => ({
      id: `E-${index}`,
      name: `Equipment ${index}`,
      ataChapter: 31,
      criticality: 'C' as const,
      networkId: 1,
      equipmentId: index,
      transmissionLatencyNanoseconds: sending * index,
      receptionLatencyNanoseconds: reception,
    })),
    links: names.flatMap((network, side) => [
      ...parents.map((_, index) =>
        cable(`U${network}${index}`, end(`S${index + 1}${network}`), end(`S${parentOf(index + 1)}${network}`), index),
      ),
      ...seats.map((_, index) => cable(`D${network}${index}`, end(`S${seatOf(index)}${network}`), end(`E-${index}`, side + 1), index + 3)),
    ]),
    virtualLinks: flows.map(({ id, from, to, gap, frames, deadline, high, level }): VirtualLink => {
      const source = from % seats.length;
      const targets = [...new Set(to.map((index) => index % seats.length))].map((index) =>
        index === source ? (index + 1) % seats.length : index,
      );
      const routes = (name: NetworkName): Record<string, string[]> =>
        Object.fromEntries(
          targets.map((target) => [`E-${target}`, between(seatOf(source), seatOf(target)).map((index) => `S${index}${name}`)]),
        );
      const [first = '', ...others] = Object.keys(routes('A'));
      return {
        id,
        name: `Flow of ${id} to all`,
        purpose: 'test',
        source: `E-${source}`,
        destinations: [first, ...others],
        criticality: 'C',
        priority: high ? 'high' : 'low',
        redundancyLevel: level === 3 ? 2 : 1,
        bandwidthAllocationGapMilliseconds: gap,
        minimumFrameBytes: Math.min(...frames),
        maximumFrameBytes: Math.max(...frames),
        deadlineMicroseconds: deadline,
        skewMaximumMicroseconds: 0,
        subVirtualLinks: [{ name: 'm', payloadBytes: 17, maximumFrameBytes: Math.max(...frames), periodMilliseconds: gap }],
        paths: level === 3 ? { A: routes('A'), B: routes('B') } : level === 2 ? { B: routes('B') } : { A: routes('A') },
      };
    }),
  };
}

const nodeNames = ['E1', 'Station 2', 'ES#3.0', '7', '12', 'café', 'constructor', '_x'] as const;

/** Texts of the form: two to four stations at one or two switches, with optional attributes present or not, and odd names. */
export const generatedXml: fc.Arbitrary<string> = fc
  .record({
    stations: fc.uniqueArray(fc.constantFrom(...nodeNames), { minLength: 2, maxLength: 4 }),
    second: fc.boolean(),
    given: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
    overhead: fc.constantFrom(20, 67, 100),
    latency: fc.constantFrom('0', '16', '16.5us', '1E-1ms'),
    flows: fc.array(
      fc.record({
        from: fc.nat(),
        to: fc.nat(),
        payload: fc.integer({ min: 1, max: 1400 }),
        period: fc.constantFrom('1', '2.0', '128', '0.004s'),
        deadline: fc.constantFrom('0.001', '3', '10000', '1s'),
        high: fc.boolean(),
        given: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
      }),
      { maxLength: 4 },
    ),
    naming: fc.constantFrom('VL%', 'Flow 1.%', '%th'),
    cut: fc.boolean(),
  })
  .map(({ stations, second, given, overhead, latency, flows, naming, cut }) => {
    const [name, technology, duplex, policy, technique, ports, sending] = given;
    const optional = (isGiven: boolean | undefined, text: string): string => (isGiven === true ? ` ${text}` : '');
    const where = (index: number): string => (second && index % 2 === 1 ? 'Switch 2' : 'S1');
    const port = (from: number, to: number): string => optional(ports, `fromPort="${from}" toPort="${to}"`);
    const lines = [
      `<network overhead="${overhead}"${optional(name, 'name="N &amp; M"')}${optional(technology || cut, 'technology="AFDX"')}${optional(duplex, 'x-type="FULL"')}/>`,
      ...stations.map(
        (id, index) =>
          `<station name="${id}"${optional(policy, 'service-policy="FIRST_IN_FIRST_OUT"')}${optional(sending && index === 0, 'tech-latency="5"')}/>`,
      ),
      ...['S1', 'Switch 2']
        .slice(0, second ? 2 : 1)
        .map(
          (id) =>
            `<switch name="${id}" tech-latency="${latency}"${optional(technique, `switching-technique="${cut ? 'CUT_THROUGH' : 'STORE_AND_FORWARD'}"`)}/>`,
        ),
      ...stations.map(
        (id, index) =>
          `<link name="=> ${index}" from="${id}" to="${where(index)}"${port(0, index)} transmission-capacity="${index + 1}0Mbps"/>`,
      ),
      ...(second ? [`<link name="trunk" from="S1" to="Switch 2"${port(100, 100)} transmission-capacity="1Gbps"/>`] : []),
      ...flows.map(({ from, to, payload, period, deadline, high, given: [a, b, c, d] }, index) => {
        const source = from % stations.length;
        const target = (source + 1 + (to % (stations.length - 1))) % stations.length;
        const steps = [...new Set([where(source), where(target)]), stations[target]].map((node) => `<path node="${node}"/>`).join('');
        const attributes = `${optional(a, `min-payload="${Math.min(payload, 40)}"`)}${optional(b, `deadline="${deadline}"`)}${optional(c, 'jitter="0"')}${optional(d, `priority="${high ? 'High' : 'Low'}"`)}`;
        return `<flow name="${naming.replace('%', String((index * 7) % 5))}" source="${stations[source]}" max-payload="${payload}" period="${period}"${attributes}><target>${steps}</target></flow>`;
      }),
    ];
    return `<elements>\n${lines.join('\n')}\n</elements>`;
  });
