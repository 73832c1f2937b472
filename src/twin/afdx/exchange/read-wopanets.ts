import type { Diagnostic, Place } from '../../../kernel/diagnostic.js';
import type { AfdxNetwork, LinkEnd } from '../network.generated.js';
import type { NetworkReading } from '../read-network.js';
import { assumedTitle, assumptionsListed } from './assumptions.js';
import { type ForeignFlow, foreignFlowsOf } from './wopanets-flows.js';
import { type ForeignLinks, foreignLinksOf } from './wopanets-links.js';
import {
  endSystemsOf,
  type ForeignNodes,
  foreignNodesOf,
  oneQueueNodeOf,
  rateForm,
  type SwitchPorts,
  switchesOf,
} from './wopanets-nodes.js';
import { type NetworkElements, placesOf } from './wopanets-places.js';
import { type QuantityForm, shortened, WopanetsReading } from './wopanets-reading.js';
import { type XmlElement, xmlElementsOf } from './xml-elements.js';

const overheadForm: QuantityForm = {
  attribute: 'overhead',
  kind: 'size',
  unitWithout: 'B',
  step: 1n,
  stepName: 'byte',
  minimum: 0,
  maximum: 65_535,
};

/** Options of the analysis that Saihu and xTFA write beside the technology; they do not describe the network. */
const analysisOptions: readonly string[] = ['IS', 'PK', 'CEIL', 'MOH', 'TDMI'];

/**
 * The network that a file in the XML form of WoPANets and Open-Timaeus-Net describes, on network A, or everything that forbids to
 * read it (AFDX-200 to AFDX-209, each with the line and column of its element). What the form does not say is filled in and listed
 * in `assumptions`. A reading that someone should confirm is a warning AFDX-210, a loss without effect on the network a note
 * AFDX-211. The result conforms to network.schema.json; no rule is applied.
 *
 * @param file path as shown in findings, and text
 * @implements LLR-CNV-010
 */
export function readWopanets(file: { readonly path: string; readonly text: string }): NetworkReading {
  const start = (): Place => ({ path: file.path, line: 1, column: 1 });
  const xml = xmlElementsOf(file);
  if ('refused' in xml) return { network: undefined, placeOf: start, diagnostics: [xml.refused] };
  const { root } = xml;
  if (root.name !== 'elements') return { network: undefined, placeOf: start, diagnostics: [wrongRoot(root)] };
  const reading = new WopanetsReading();
  reading.checkForm(root);
  const parts = partsOf(root, reading);
  const diagnostics = reading.findings(root);
  if (parts === undefined || reading.isRefused) return { network: undefined, placeOf: start, diagnostics };
  return { network: parts.network, placeOf: placesOf(parts), diagnostics };
}

interface Parts extends NetworkElements {
  readonly network: AfdxNetwork;
}

function partsOf(root: XmlElement, reading: WopanetsReading): Parts | undefined {
  const header = headerOf(root, reading);
  if (header === undefined) return undefined;
  const overheadBytes = reading.quantity(header, overheadForm) ?? 0;
  const isAfdx = isAfdxNamed(header, reading);
  checkDuplex(header, reading);
  const nodes = foreignNodesOf(root, reading.quantity(header, rateForm), reading);
  const links = foreignLinksOf(root, nodes, reading);
  const endSystems = endSystemsOf(nodes, reading);
  const switches = switchesOf(nodes, switchPortsOf(links, nodes), isAfdx, reading);
  const flows = foreignFlowsOf(root, { nodes, links, overheadBytes }, reading);
  checkQueues(flows, nodes, reading);
  const name = header.attributes.get('name') ?? '';
  if (name.trim() === '') reading.assume('title');
  const network: AfdxNetwork = {
    title: name.trim() === '' ? assumedTitle : name,
    version: '1.0.0',
    assumptions: assumptionsListed(reading.assumed),
    reservationsPercent: { safetyCritical: 0, missionCritical: 0, nonCritical: 100, spare: 0 },
    switches,
    endSystems,
    links: [...links.links],
    virtualLinks: flows.map(({ virtualLink }) => virtualLink),
  };
  return { root, header, nodes, links, flows, network };
}

function wrongRoot(root: XmlElement): Diagnostic {
  return {
    code: 'AFDX-201',
    severity: 'error',
    message: `the root element is ${shortened(root.name)}, not elements`,
    place: root.place,
    why: 'a network in the WoPANets form has the root element elements; projects (open_timaeus_net) and results have others',
    fix: 'export the network itself in the WoPANets form',
  };
}

function headerOf(root: XmlElement, reading: WopanetsReading): XmlElement | undefined {
  const [header, second] = root.children.filter(({ name }) => name === 'network');
  if (header === undefined)
    reading.error('AFDX-202', root, 'elements has no network', 'it gives the overhead of each frame', 'add the element network');
  if (second !== undefined)
    reading.error('AFDX-206', second, 'a second element network', 'overhead and capacity could be those of either', 'keep one of the two');
  return header;
}

/** Whether the file says that it describes AFDX. A technology of other networks is refused. */
function isAfdxNamed(header: XmlElement, reading: WopanetsReading): boolean {
  const technology = header.attributes.get('technology');
  if (technology === undefined) {
    reading.assume('technology');
    return false;
  }
  const parts = technology.split('+').map((word) => word.trim());
  parts.forEach((part) => {
    if (analysisOptions.includes(part)) reading.note(header, `analysis option ${part} is not carried over`);
    else if (part !== 'AFDX' && part !== 'FIFO') {
      const why = 'queues and regulators of other networks follow other rules, so that a bound for AFDX would say nothing of them';
      reading.error(
        'AFDX-209',
        header,
        `technology "${shortened(part)}" cannot be represented`,
        why,
        'use AFDX, if that is what the network is',
      );
    }
  });
  return parts.includes('AFDX');
}

function checkDuplex(header: XmlElement, reading: WopanetsReading): void {
  const duplex = header.attributes.get('x-type');
  if (duplex === undefined) reading.assume('duplex');
  else if (duplex !== 'FULL') {
    const message = `x-type "${shortened(duplex)}" cannot be represented`;
    reading.error('AFDX-208', header, message, 'cables of the network are full duplex', 'write FULL, if that is what they are');
  }
}

function switchPortsOf({ links }: ForeignLinks, nodes: ForeignNodes): (id: string) => SwitchPorts {
  const stations = new Set([...nodes.values()].filter(({ kind }) => kind === 'station').map(({ id }) => id));
  const ports = new Map<string, SwitchPorts>();
  const none: SwitchPorts = { portCount: 1, hasEndSystem: false };
  const put = ({ node, port }: LinkEnd, other: LinkEnd): void => {
    const known = ports.get(node) ?? none;
    ports.set(node, { portCount: Math.max(known.portCount, port), hasEndSystem: known.hasEndSystem || stations.has(other.node) });
  };
  for (const { ends } of links) {
    put(ends[0], ends[1]);
    put(ends[1], ends[0]);
  }
  return (id) => ports.get(id) ?? none;
}

/** One queue for two priorities has no meaning of its own: each output port is read as two queues, each first in, first out. */
function checkQueues(flows: readonly ForeignFlow[], nodes: ForeignNodes, reading: WopanetsReading): void {
  const high = flows.find(({ virtualLink }) => virtualLink.priority === 'high');
  if (high === undefined || flows.every(({ virtualLink }) => virtualLink.priority === 'high')) return;
  const node = oneQueueNodeOf(nodes);
  if (node === undefined) return;
  reading.assume('service');
  reading.warn(
    high.element,
    'priorities High and Low are read as two queues although nodes are first in, first out',
    `node "${shortened(node.name)}" says ${node.element.attributes.get('service-policy')}; in one queue High would gain nothing`,
    'write STATIC_PRIORITY, or give all flows the same priority',
  );
}
