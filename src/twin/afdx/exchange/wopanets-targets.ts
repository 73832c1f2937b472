import { compareText } from '../../../kernel/diagnostic.js';
import type { ForeignLinks } from './wopanets-links.js';
import type { ForeignNode, ForeignNodes } from './wopanets-nodes.js';
import { shortened, type WopanetsReading } from './wopanets-reading.js';
import type { XmlElement } from './xml-elements.js';

/** The route to one destination: the switches in order, and the element of each node after the source. */
export interface ForeignTarget {
  readonly element: XmlElement;
  readonly switches: readonly string[];
  readonly path: readonly XmlElement[];
}

/** What flows refer to. */
export interface FlowSurroundings {
  readonly nodes: ForeignNodes;
  readonly links: ForeignLinks;
  /** Bytes of a frame on the wire beyond its payload. */
  readonly overheadBytes: number;
}

/**
 * The targets of a flow by the identifier of their end system, in the order of the identifiers, which canonical JSON keeps. AFDX-202 no target, AFDX-206 two targets at one end system, AFDX-207 a
 * node that is not there or not of the kind that the path needs, or no link, AFDX-209 a target without path or of a second network.
 *
 * @implements LLR-CNV-009
 */
export function targetsOf(
  flow: XmlElement,
  source: ForeignNode,
  surroundings: FlowSurroundings,
  reading: WopanetsReading,
): ReadonlyMap<string, ForeignTarget> {
  const targets = new Map<string, ForeignTarget>();
  for (const element of flow.children) {
    if (element.name !== 'target') continue;
    checkMode(element, reading);
    const path = pathOf(element, source, surroundings, reading);
    if (path === undefined) continue;
    const destination = path.end.id;
    if (targets.has(destination)) {
      const why = 'each end system receives a virtual link along one path';
      reading.error('AFDX-206', element, `a target above ends at ${destination} too`, why, 'remove one of the targets');
    }
    targets.set(destination, { element, switches: path.switches.map(({ id }) => id), path: path.elements });
  }
  if (!flow.children.some(({ name }) => name === 'target'))
    reading.error('AFDX-202', flow, 'flow has no target', 'a virtual link has one destination or more', 'add a target with its path');
  return new Map([...targets].sort(([a], [b]) => compareText(a, b)));
}

function checkMode(element: XmlElement, reading: WopanetsReading): void {
  const mode = element.attributes.get('mode');
  if (mode === undefined || mode === 'M' || mode === 'MAIN') return;
  const why = 'only main routes are read; the form has no agreed way to tell a second network apart';
  reading.error(
    'AFDX-209',
    element,
    `target mode "${shortened(mode)}" cannot be represented`,
    why,
    'give the second network a file of its own',
  );
}

interface Path {
  readonly switches: readonly ForeignNode[];
  readonly end: ForeignNode;
  readonly elements: readonly XmlElement[];
}

/** The nodes of a path after the source: switches, then one station, each joined with the one before by a link. */
function pathOf(target: XmlElement, source: ForeignNode, { nodes, links }: FlowSurroundings, reading: WopanetsReading): Path | undefined {
  const steps = target.children.filter(({ name }) => name === 'path');
  const elements = steps[0]?.attributes.get('node') === source.name ? steps.slice(1) : steps;
  const last = elements.at(-1);
  if (last === undefined) {
    const why = 'a route that a tool would choose is not in the file, and another tool could choose another';
    reading.error('AFDX-209', target, 'target has no path', why, 'write the nodes of the path');
    return undefined;
  }
  const switches: ForeignNode[] = [];
  for (const element of elements.slice(0, -1)) {
    const node = stepOf(element, switches.at(-1) ?? source, false, nodes, links, reading);
    if (node === undefined) return undefined;
    switches.push(node);
  }
  const end = stepOf(last, switches.at(-1) ?? source, true, nodes, links, reading);
  if (end === undefined) return undefined;
  const name = target.attributes.get('name');
  if (name === undefined || name === end.name) return { switches, end, elements };
  const message = `target names "${shortened(name)}", and its path ends at ${end.name}`;
  reading.error('AFDX-207', target, message, 'the target of a path is its last node', 'correct the name or the path');
  return undefined;
}

function stepOf(
  element: XmlElement,
  from: ForeignNode,
  isLast: boolean,
  nodes: ForeignNodes,
  links: ForeignLinks,
  reading: WopanetsReading,
): ForeignNode | undefined {
  const name = element.attributes.get('node') ?? '';
  if (name.trim() === '') return undefined;
  const node = nodes.get(name);
  const refuse = (message: string, why: string): undefined => {
    reading.error('AFDX-207', element, message, why, 'correct the path, or add the node or link');
  };
  const shown = shortened(name);
  if (node === undefined) return refuse(`path goes over "${shown}", which is no node`, 'a frame cannot pass there');
  const expected = isLast ? 'station' : 'switch';
  if (node.kind !== expected)
    return refuse(
      `path ${isLast ? 'ends at' : 'goes over'} "${shown}", which is a ${node.kind}`,
      'a path leads over switches to one station',
    );
  if (!links.joins(from, node)) return refuse(`path goes from ${from.name} to ${shown}, which no link joins`, 'a frame cannot pass there');
  return node;
}
