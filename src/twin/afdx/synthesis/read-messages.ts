import { compareDiagnostics, type Diagnostic, type Place } from '../../../kernel/diagnostic.js';
import type { Read } from '../../../kernel/result.js';
import { conformingJson } from './conformity.js';
import { type Message, messageSubject } from './message.js';
import { type AfdxMessages, afdxMessagesSchema, type MessageRequirement } from './messages.generated.js';

/** Messages and the title of the file that they came from. */
export interface MessageSet {
  readonly title: string;
  readonly messages: readonly Message[];
}

/**
 * Reads a message set from the text of its JSON file. AFDX-240: not JSON; AFDX-241: not as messages.schema.json says, or not exactly
 * one deadline; AFDX-245: a name used twice. With any finding there is no value.
 *
 * @implements LLR-VLO-001
 */
export function readMessages(input: { readonly path: string; readonly text: string }): Read<MessageSet | undefined> {
  const form = {
    schema: afdxMessagesSchema,
    what: 'the message file',
    schemaFile: 'messages.schema.json',
    codes: ['AFDX-240', 'AFDX-241'] as const,
  };
  const read = conformingJson<AfdxMessages>(input, form);
  if ('diagnostics' in read) return { value: undefined, diagnostics: read.diagnostics };
  const { title, messages } = read.value;
  const findings = [
    ...messages.flatMap((message, index) => deadlineFindings(message, read.placeOf(`/messages/${index}`))),
    ...repeatedNames(messages.map(({ name }, index) => ({ name, place: read.placeOf(`/messages/${index}/name`) }))),
  ].sort(compareDiagnostics);
  if (findings.length > 0) return { value: undefined, diagnostics: findings };
  return {
    value: { title, messages: messages.map((message, index) => messageOf(message, read.placeOf(`/messages/${index}`))) },
    diagnostics: [],
  };
}

/**
 * AFDX-245 for each name that stands twice.
 *
 * @implements LLR-VLO-001
 */
export function repeatedNames(named: readonly { readonly name: string; readonly place: Place }[]): readonly Diagnostic[] {
  const first = new Map<string, Place>();
  return named.flatMap(({ name, place }): readonly Diagnostic[] => {
    const earlier = first.get(name);
    if (earlier === undefined) {
      first.set(name, place);
      return [];
    }
    return [
      {
        code: 'AFDX-245',
        severity: 'error',
        message: `the message "${name}" stands twice`,
        place,
        why: `it stands at line ${earlier.line} already; results and conflicts name messages`,
        fix: 'give each message a name of its own',
        subjects: [messageSubject({ name })],
      },
    ];
  });
}

function deadlineFindings(message: MessageRequirement, place: Place): readonly Diagnostic[] {
  const given = [message.deadlineMicroseconds, message.deadlineMilliseconds].filter((deadline) => deadline !== undefined).length;
  if (given === 1) return [];
  return [
    {
      code: 'AFDX-241',
      severity: 'error',
      message: `the message "${message.name}" has ${given === 0 ? 'no deadline' : 'two deadlines'}`,
      place,
      why: 'a message has exactly one of deadlineMicroseconds and deadlineMilliseconds',
      fix: given === 0 ? 'add one of them' : 'remove one of them',
      subjects: [messageSubject(message)],
    },
  ];
}

function messageOf(message: MessageRequirement, place: Place): Message {
  return {
    name: message.name,
    purpose: message.purpose ?? message.name,
    sizeBytes: message.sizeBytes,
    periodMilliseconds: message.periodMilliseconds,
    deadlineMicroseconds: message.deadlineMicroseconds ?? (message.deadlineMilliseconds ?? 0) * 1000,
    criticality: message.criticality,
    source: message.source,
    destinations: message.destinations,
    redundancyLevel: message.redundancyLevel ?? 2,
    advisoryReason: message.advisoryReason,
    place,
  };
}
