import { present } from '../../../kernel/present.js';
import type { VirtualLink } from '../network.generated.js';
import { frameBytesMin, wireOverheadBytes } from '../wire.js';
import { virtualLinkIdsOf } from './names.js';
import type { ForeignNode, ForeignNodes } from './wopanets-nodes.js';
import { isZeroDuration, type QuantityForm, shortened, type WopanetsReading } from './wopanets-reading.js';
import { type FlowSurroundings, type ForeignTarget, targetsOf } from './wopanets-targets.js';
import type { XmlElement } from './xml-elements.js';

/** A virtual link with the elements it was read from: the flow, and for each destination the target and its path. */
export interface ForeignFlow {
  readonly virtualLink: VirtualLink;
  readonly element: XmlElement;
  readonly targets: ReadonlyMap<string, ForeignTarget>;
}

/**
 * The longest deadline that the schema allows, in microseconds, which stands for one that is not given.
 *
 * @implements LLR-CNV-005
 */
export const deadlineMicrosecondsMax = 10_000_000;

const bytes = { kind: 'size', unitWithout: 'B', step: 1n, stepName: 'byte', maximum: 65_535 } as const;
const maximumPayload: QuantityForm = { ...bytes, attribute: 'max-payload', minimum: 1 };
const minimumPayload: QuantityForm = { ...bytes, attribute: 'min-payload', minimum: 0 };
const period: QuantityForm = {
  attribute: 'period',
  kind: 'duration',
  unitWithout: 'ms',
  step: 1_000_000n,
  stepName: 'ms',
  minimum: 1,
  maximum: 65_535,
};
const deadline: QuantityForm = {
  attribute: 'deadline',
  kind: 'duration',
  unitWithout: 'ms',
  step: 1_000n,
  stepName: 'µs',
  minimum: 1,
  maximum: deadlineMicrosecondsMax,
};

/**
 * The virtual links of a file in ascending order of their identifiers. AFDX-203 and AFDX-204 numbers, AFDX-206 doubled names,
 * AFDX-207 nodes and links that are not there, AFDX-209 jitter and routes that cannot be represented.
 *
 * @implements LLR-CNV-009
 */
export function foreignFlowsOf(root: XmlElement, surroundings: FlowSurroundings, reading: WopanetsReading): readonly ForeignFlow[] {
  const elements = root.children.filter(({ name }) => name === 'flow');
  const names = elements.map(({ attributes }) => attributes.get('name') ?? '');
  const { ids, areFromNames } = virtualLinkIdsOf(names);
  if (!areFromNames) reading.assume('identifiers');
  const beyond = elements[65_535];
  if (!areFromNames && beyond !== undefined)
    reading.error('AFDX-204', beyond, 'this is flow 65 536', 'identifiers of virtual links have 16 bit', 'split the network');
  const seen = new Set<string>();
  const flows = elements.flatMap((element, index) => {
    const name = present(names[index], 'the name of a flow');
    if (name.trim() === '') return [];
    if (seen.has(name))
      reading.error(
        'AFDX-206',
        element,
        `a flow named "${shortened(name)}" stands above`,
        'results could mean either',
        'give each flow its own name',
      );
    seen.add(name);
    const flow = flowOf(element, name, present(ids[index], 'the identifier of a flow'), surroundings, reading);
    return flow === undefined ? [] : [flow];
  });
  return flows.sort((a, b) => a.virtualLink.id - b.virtualLink.id);
}

function flowOf(
  element: XmlElement,
  name: string,
  id: number,
  surroundings: FlowSurroundings,
  reading: WopanetsReading,
): ForeignFlow | undefined {
  const source = sourceOf(element, surroundings.nodes, reading);
  const payloadBytes = reading.quantity(element, maximumPayload);
  const gap = reading.quantity(element, period);
  const maximumFrameBytes = payloadBytes === undefined ? undefined : frameBytesOf(payloadBytes, element, surroundings, reading);
  const minimumFrameBytes = maximumFrameBytes === undefined ? undefined : minimumFrameOf(maximumFrameBytes, element, surroundings, reading);
  const deadlineMicroseconds = deadlineOf(element, reading);
  checkJitter(element, reading);
  const priority = priorityOf(element, reading);
  if (source === undefined) return undefined;
  const targets = targetsOf(element, source, surroundings, reading);
  const [first, ...others] = Object.keys(Object.fromEntries(targets));
  if (first === undefined || payloadBytes === undefined || gap === undefined) return undefined;
  if (maximumFrameBytes === undefined || minimumFrameBytes === undefined) return undefined;
  const virtualLink: VirtualLink = {
    id,
    name,
    purpose: 'not known',
    source: source.id,
    destinations: [first, ...others],
    criticality: 'E',
    priority,
    redundancyLevel: 1,
    bandwidthAllocationGapMilliseconds: gap,
    minimumFrameBytes,
    maximumFrameBytes,
    deadlineMicroseconds,
    skewMaximumMicroseconds: 0,
    subVirtualLinks: [{ name, payloadBytes, maximumFrameBytes, periodMilliseconds: gap }],
    paths: { A: Object.fromEntries([...targets].map(([destination, { switches }]) => [destination, [...switches]])) },
  };
  return { virtualLink, element, targets };
}

function sourceOf(element: XmlElement, nodes: ForeignNodes, reading: WopanetsReading): ForeignNode | undefined {
  const name = element.attributes.get('source') ?? '';
  if (name.trim() === '') return undefined;
  const node = nodes.get(name);
  if (node?.kind === 'station') return node;
  const what = node === undefined ? 'no node' : 'a switch';
  reading.error(
    'AFDX-207',
    element,
    `source names "${shortened(name)}", which is ${what}`,
    'a virtual link begins at an end system',
    'name a station',
  );
  return undefined;
}

/** Ethernet frame of a payload: payload and overhead without the 20 byte that a frame takes on the wire beyond itself. */
function frameBytesOf(
  payload: number,
  element: XmlElement,
  { overheadBytes }: FlowSurroundings,
  reading: WopanetsReading,
): number | undefined {
  const frame = payload + overheadBytes - wireOverheadBytes;
  if (frame >= 1 && frame <= bytes.maximum) return frame;
  const message = `a payload of ${payload} byte and an overhead of ${overheadBytes} byte make a frame of ${frame} byte`;
  const why = `the overhead counts ${wireOverheadBytes} byte of preamble and gap, and a frame has 1 to ${bytes.maximum} byte`;
  reading.error('AFDX-204', element, message, why, 'correct the payload, or the overhead of the network');
  return undefined;
}

function minimumFrameOf(
  maximum: number,
  element: XmlElement,
  surroundings: FlowSurroundings,
  reading: WopanetsReading,
): number | undefined {
  if (element.attributes.has(minimumPayload.attribute)) {
    const payload = reading.quantity(element, minimumPayload);
    return payload === undefined ? undefined : frameBytesOf(payload, element, surroundings, reading);
  }
  reading.assume('minimumFrame');
  return Math.min(frameBytesMin, maximum);
}

function deadlineOf(element: XmlElement, reading: WopanetsReading): number {
  if (!element.attributes.has(deadline.attribute)) reading.assume('deadline');
  return reading.quantity(element, deadline) ?? deadlineMicrosecondsMax;
}

function checkJitter(element: XmlElement, reading: WopanetsReading): void {
  const text = element.attributes.get('jitter');
  if (text === undefined) reading.assume('jitter');
  else if (isZeroDuration(text) !== true) {
    const why = 'a regulator releases frames of a virtual link at least one gap apart, and the network has no place for less';
    reading.error(
      'AFDX-209',
      element,
      `jitter "${shortened(text)}" cannot be represented`,
      why,
      'shorten the period by the jitter, and set the jitter to 0',
    );
  }
}

function priorityOf(element: XmlElement, reading: WopanetsReading): VirtualLink['priority'] {
  const priority = element.attributes.get('priority');
  if (priority === 'High') return 'high';
  if (priority === undefined) reading.assume('priority');
  else if (priority !== 'Low') {
    const message = `priority "${shortened(priority)}" cannot be represented`;
    reading.error('AFDX-209', element, message, 'an output port of the network has two queues', 'write High or Low');
  }
  return 'low';
}
