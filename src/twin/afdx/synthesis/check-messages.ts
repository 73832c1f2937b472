import { compareDiagnostics, type Diagnostic } from '../../../kernel/diagnostic.js';
import type { AfdxNetwork } from '../network.generated.js';
import { type Topology, topologyOf } from '../topology.js';
import { virtualLinkCountMax } from './ledger.js';
import { type Message, messageSubject } from './message.js';

interface Fault {
  readonly code: 'AFDX-246' | 'AFDX-247';
  readonly message: string;
  readonly why: string;
  readonly fix: string;
}

/**
 * What keeps messages from being planned on a network. AFDX-246: source or a destination is no end system of it, the source is a destination, or a
 * destination stands twice; or there are too many messages. AFDX-247: the source is less critical than the message, or a destination of DAL A or B is more critical
 * and no reason says why it does not depend on the message.
 *
 * @implements LLR-VLO-006
 */
export function messageFindingsOf(network: AfdxNetwork, messages: readonly Message[]): readonly Diagnostic[] {
  const topology = topologyOf(network);
  const findings = messages.flatMap((message) =>
    [...endPointFaults(topology, message), ...criticalityFaults(topology, message)].map(
      ({ code, message: said, why, fix }): Diagnostic => ({
        code,
        severity: 'error',
        message: `the message "${message.name}" ${said}`,
        place: message.place,
        why,
        fix,
        subjects: [messageSubject(message)],
      }),
    ),
  );
  return [...findings, ...countFindings(messages)].sort(compareDiagnostics);
}

/** A virtual link has at most four queues, an end system at most 128 virtual links, and identifiers have 16 bit. */
function countFindings(messages: readonly Message[]): readonly Diagnostic[] {
  const bySource = new Map<string, Message[]>();
  for (const message of messages) {
    const own = bySource.get(message.source) ?? [];
    own.push(message);
    bySource.set(message.source, own);
  }
  const crowded = [...bySource].filter(([, own]) => own.length > messagesPerSourceMax);
  const texts = crowded.map(([source, own]): readonly [string, Message | undefined] => [`${source} sends ${own.length} messages`, own[0]]);
  if (messages.length > messagesMax) texts.push([`there are ${messages.length} messages`, messages[0]]);
  return texts.map(
    ([text, first]): Diagnostic => ({
      code: 'AFDX-246',
      severity: 'error',
      message: text,
      ...(first === undefined ? {} : { place: first.place }),
      why: `an end system has at most ${virtualLinkCountMax} virtual links with ${queuesMax} queues each, and the optimiser plans at most ${messagesMax} messages`,
      fix: 'combine messages, or spread them over more end systems',
    }),
  );
}

const queuesMax = 4;
const messagesPerSourceMax = virtualLinkCountMax * queuesMax;
const messagesMax = 20_000;

function endPointFaults(topology: Topology, { source, destinations }: Message): readonly Fault[] {
  const fault = (message: string, why: string): Fault => ({
    code: 'AFDX-246',
    message,
    why,
    fix: 'name end systems of the topology, each once; the column mapping can translate names',
  });
  const unknown = [source, ...destinations].filter((id) => !topology.endSystems.has(id));
  const repeated = destinations.filter((id, at) => destinations.indexOf(id) < at);
  return [
    ...(destinations.length === 0 ? [fault('has no destination', 'a virtual link has one or more destinations')] : []),
    ...[...new Set(unknown)].map((id) => fault(`names ${id}`, `the topology has no end system ${id}`)),
    ...(destinations.includes(source) ? [fault(`goes from ${source} to itself`, 'a virtual link leaves its source')] : []),
    ...[...new Set(repeated)].map((id) => fault(`names its destination ${id} twice`, 'a destination receives one copy on each network')),
  ];
}

function criticalityFaults(topology: Topology, { source, destinations, criticality, advisoryReason }: Message): readonly Fault[] {
  const own = topology.endSystems.get(source)?.criticality;
  const lower: readonly Fault[] =
    own === undefined || own <= criticality
      ? []
      : [
          {
            code: 'AFDX-247',
            message: `of DAL ${criticality} has the source ${source} of DAL ${own}`,
            why: 'a function is only as dependable as the data it depends on',
            fix: 'lower the criticality of the message, or raise that of its source',
          },
        ];
  const above = destinations.filter((id) => {
    const level = topology.endSystems.get(id)?.criticality;
    return (level === 'A' || level === 'B') && level < criticality;
  });
  if (above.length === 0 || advisoryReason !== undefined) return lower;
  return [
    ...lower,
    {
      code: 'AFDX-247',
      message: `of DAL ${criticality} goes to ${above.join(', ')} of a higher level without a reason`,
      why: 'destinations of DAL A or B must not depend on data of a lower level unless someone has decided why that is safe',
      fix: 'raise the criticality of the message, or say in advisoryReason why the destinations do not depend on it',
    },
  ];
}
