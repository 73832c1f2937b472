import type { Diagnostic } from '../../../kernel/diagnostic.js';
import type { Criticality, VirtualLink } from '../network.generated.js';
import type { Topology } from '../topology.js';
import { type Rule, virtualLinkLabel, virtualLinkSubject } from './rule.js';

interface Fault {
  readonly pointer: string;
  readonly message: string;
  readonly fix: string;
}

/**
 * AFDX-151: a virtual link is not more critical than its source; a destination of DAL A or B that is more critical than
 * the virtual link is named in "advisoryUse", and nobody else is named there. Levels compare as text, A before E.
 *
 * @implements LLR-AFDX-024
 */
export const criticality: Rule = ({ network, topology, placeOf }) =>
  network.virtualLinks.flatMap((virtualLink, index) =>
    [...sourceFaults(topology, virtualLink), ...dependenceFaults(topology, virtualLink), ...needlessFaults(topology, virtualLink)].map(
      ({ pointer, message, fix }): Diagnostic => ({
        code: 'AFDX-151',
        severity: 'error',
        message: `${virtualLinkLabel(virtualLink)} of DAL ${virtualLink.criticality} ${message}`,
        place: placeOf(`/virtualLinks/${index}/${pointer}`),
        why: 'a function is only as dependable as the data it depends on',
        fix,
        subjects: [virtualLinkSubject(virtualLink)],
      }),
    ),
  );

function sourceFaults(topology: Topology, virtualLink: VirtualLink): readonly Fault[] {
  const level = topology.endSystems.get(virtualLink.source)?.criticality;
  if (level === undefined || level <= virtualLink.criticality) return [];
  const fix = 'lower the criticality of the virtual link, or raise that of its source';
  return [{ pointer: 'criticality', message: `has the source ${virtualLink.source} of DAL ${level}`, fix }];
}

function dependenceFaults(topology: Topology, virtualLink: VirtualLink): readonly Fault[] {
  const advisory = new Set(virtualLink.advisoryUse?.destinations ?? []);
  return virtualLink.destinations.flatMap((id, at) => {
    const level = topology.endSystems.get(id)?.criticality;
    if (advisory.has(id) || !isMoreCritical(level, virtualLink)) return [];
    const fix = 'raise the criticality of the virtual link, or state in "advisoryUse" why the destination does not depend on it';
    return [{ pointer: `destinations/${at}`, message: `goes to ${id} of DAL ${level}`, fix }];
  });
}

function needlessFaults(topology: Topology, virtualLink: VirtualLink): readonly Fault[] {
  const destinations = new Set(virtualLink.destinations);
  return (virtualLink.advisoryUse?.destinations ?? []).flatMap((id, at) => {
    if (destinations.has(id) && isMoreCritical(topology.endSystems.get(id)?.criticality, virtualLink)) return [];
    const message = `names ${id} in "advisoryUse", which is no destination of a higher level`;
    return [{ pointer: `advisoryUse/destinations/${at}`, message, fix: 'remove it from "advisoryUse"' }];
  });
}

function isMoreCritical(level: Criticality | undefined, virtualLink: VirtualLink): level is 'A' | 'B' {
  return (level === 'A' || level === 'B') && level < virtualLink.criticality;
}
