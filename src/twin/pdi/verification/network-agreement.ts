import type { Diagnostic } from '../../../kernel/diagnostic.js';
import type { AfdxNetwork, VirtualLink } from '../../afdx/network.generated.js';
import { readNetwork } from '../../afdx/read-network.js';
import { pdiError, startOf } from '../findings.js';
import type { ParameterData } from '../read-data.js';
import type { AfdxVirtualLinks } from '../tables/afdx-virtual-links.generated.js';
import type { ConsistencyRule, TableSet } from './consistency.js';

const networkFile = 'config-items/afdx/network.json';
const table = 'afdx-virtual-links';

/**
 * The virtual-link table says what the network configuration says, no more and no less: PDI-220.
 *
 * @implements LLR-PDV-005
 */
export const networkAgreement: ConsistencyRule = { name: 'network agreement', table, compares: [networkFile], findings };

type Entry = AfdxVirtualLinks['virtualLinks'][number];

function findings({ items, texts }: TableSet): readonly Diagnostic[] {
  const data = items.get(table);
  const text = texts.get(networkFile);
  if (data === undefined) return [];
  const network = text === undefined ? undefined : readNetwork({ path: networkFile, text }).network;
  if (network === undefined) return [disagreement(data, '', `${networkFile} cannot be read as a network`)];
  const values = data.values as unknown as AfdxVirtualLinks;
  const version =
    values.networkVersion === network.version
      ? []
      : [disagreement(data, '/networkVersion', `the table is made from ${values.networkVersion}, and the network has ${network.version}`)];
  return [...version, ...entryFindings(values.virtualLinks, network, data)];
}

function entryFindings(entries: readonly Entry[], network: AfdxNetwork, data: ParameterData): readonly Diagnostic[] {
  const linkOf = new Map(network.virtualLinks.map((link) => [link.id, link]));
  const known = new Set(entries.map(({ id }) => id));
  const wrong = entries.flatMap((entry, index) => {
    const link = linkOf.get(entry.id);
    const at = `/virtualLinks/${index}`;
    if (link === undefined) return [disagreement(data, at, `the network has no virtual link ${entry.id}`)];
    return differences(entry, link).map(([field, found, expected]) =>
      disagreement(data, `${at}/${field}`, `virtual link ${entry.id} has ${field} ${found}, and the network says ${expected}`),
    );
  });
  const missing = network.virtualLinks
    .filter(({ id }) => !known.has(id))
    .map(({ id }) => disagreement(data, '/virtualLinks', `virtual link ${id} of the network is not in the table`));
  return [...wrong, ...missing];
}

function differences(entry: Entry, link: VirtualLink): readonly (readonly [string, string, string])[] {
  const pairs: readonly (readonly [string, string, string])[] = [
    ['bandwidthAllocationGap', `${entry.bandwidthAllocationGap}`, `${link.bandwidthAllocationGapMilliseconds}`],
    ['maximumFrame', `${entry.maximumFrame}`, `${link.maximumFrameBytes}`],
    ['source', entry.source, link.source],
    ['criticality', entry.criticality, link.criticality],
    ['redundancyLevel', `${entry.redundancyLevel}`, `${link.redundancyLevel}`],
    ['destinations', entry.destinations.map(wayText).sort().join('; '), waysOf(link).sort().join('; ')],
  ];
  return pairs.filter(([, found, expected]) => found !== expected);
}

function wayText({ endSystem, pathA, pathB }: Entry['destinations'][number]): string {
  return `${endSystem} A:${pathA.join('-')} B:${pathB.join('-')}`;
}

function waysOf({ destinations, paths }: VirtualLink): string[] {
  return destinations.map((endSystem) => {
    const [pathA, pathB] = [paths.A?.[endSystem] ?? [], paths.B?.[endSystem] ?? []];
    return `${endSystem} A:${pathA.join('-')} B:${pathB.join('-')}`;
  });
}

function disagreement(data: ParameterData | undefined, pointer: string, message: string): Diagnostic {
  return pdiError('PDI-220', data?.placeOf(`/values${pointer}`) ?? startOf(networkFile), {
    message,
    why: 'delay bounds were proved for the network configuration; a table that says otherwise was proved by nobody',
    fix: 'correct the table, or release the network first and make the table from it',
    subjects: [pointer],
  });
}
