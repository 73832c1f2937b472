import type { Diagnostic, Place } from '../../../kernel/diagnostic.js';
import { microsecondsText } from '../timing-rules/timing-rule.js';
import { type Choice, linksOf } from './assemble.js';
import type { Conflict } from './conflict.js';
import type { ExactOutcome } from './exact-search.js';
import type { Found } from './found.js';
import type { Miss } from './judge.js';
import type { LimitUse } from './ledger.js';
import { type Message, messageSubject } from './message.js';
import type { Problem } from './problem.js';

/** Names told in a message; the others are counted, and stand among the subjects. */
const namesMax = 8;
const missesMax = 5;

/**
 * AFDX-250, 251 and 252: a contradiction in words. AFDX-250 for one message alone, AFDX-252 when deadlines are part of it, else AFDX-251.
 *
 * @implements LLR-VLO-024
 */
export function conflictFinding({ messages, deadlines, text, isMinimal }: Conflict): Diagnostic {
  const alone = messages.length === 1;
  const [first] = messages;
  const names = namesOf(messages);
  const late =
    deadlines.length === 0
      ? ''
      : ` The deadline${deadlines.length === 1 ? '' : 's'} of ${namesOf(deadlines)} ${deadlines.length === 1 ? 'is' : 'are'} part of it.`;
  const minimal = isMinimal
    ? alone
      ? 'no choice of gap, frame and route helps.'
      : 'without any one of these messages the others can be carried.'
    : 'the set may contain messages that are not needed for the contradiction.';
  return {
    code: alone ? 'AFDX-250' : deadlines.length > 0 ? 'AFDX-252' : 'AFDX-251',
    severity: 'error',
    message: alone
      ? `the message ${text.startsWith('"') ? text : `${names} ${inSingular(text)}`}`
      : `the ${messages.length} messages ${names} ${text}`,
    ...(first === undefined ? {} : { place: first.place }),
    why: `${minimal}${late}`,
    fix: fixOf(alone, deadlines.length),
    subjects: messages.map(messageSubject),
  };
}

/** Words about several messages, said of one. */
function inSingular(text: string): string {
  return text.replace(/^cannot all be/, 'cannot be').replace(/^(need|give|exceed)\b/, '$1s');
}

function fixOf(alone: boolean, late: number): string {
  if (alone) return 'relax the deadline, shorten the message, lengthen its period, or change the topology';
  return late > 0
    ? `relax ${late === 1 ? 'this deadline' : 'one of these deadlines'}, shorten or drop one of these messages, or give them other ports`
    : 'shorten or drop one of these messages, lengthen a period, spread the sources, or raise the share or rate';
}

function namesOf(messages: readonly Message[]): string {
  const names = messages.slice(0, namesMax).map(({ name }) => `"${name}"`);
  const others = messages.length - names.length;
  if (others > 0) return `${names.join(', ')} and ${others} other${others === 1 ? '' : 's'}`;
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/**
 * AFDX-253: the search found no solution and nothing shows that there is none; what its best round did not keep.
 *
 * @implements LLR-VLO-024
 */
export function noSolutionFinding(problem: Problem, found: Found): Diagnostic {
  const links = new Map(linksOf(problem, found.choices).map(({ choice, virtualLink }) => [virtualLink.id, choice]));
  const texts = [
    ...found.exceeded.map((use) => limitText(problem, use)),
    ...found.judgement.misses.map((miss) => missText(miss, links, problem.messages)),
  ];
  const more = texts.length > missesMax ? `; and ${texts.length - missesMax} more` : '';
  const [first] = problem.messages;
  return {
    code: 'AFDX-253',
    severity: 'error',
    message: `no solution was found for ${problem.messages.length} messages, and none of them is shown to be impossible`,
    ...(first === undefined ? {} : { place: first.place }),
    why: `the best attempt does not keep: ${texts.slice(0, missesMax).join('; ')}${more}`,
    fix: 'relax what is named, allow detours or more routes, or let --exact decide a smaller set',
  };
}

function limitText(problem: Problem, { limit, used, allowed }: LimitUse): string {
  const percent = `${Math.ceil((used * 10_000) / Math.max(allowed, 1)) / 100} % of what is allowed`;
  if (limit.kind === 'port') return `port ${problem.ports[limit.port]?.key} is used to ${percent}`;
  if (limit.kind === 'share') return `the ${limit.group} share of port ${problem.ports[limit.port]?.key} is used to ${percent}`;
  if (limit.kind === 'count') return `${limit.endSystem} has ${used} virtual links`;
  const sender = problem.senders[limit.sender];
  return `the largest frames of ${sender?.endSystem} on network ${sender?.network} come to ${percent} by the jitter limit`;
}

/**
 * A miss in words.
 *
 * @param links choices by identifier of their virtual links; one that is not among them stays
 * @implements LLR-VLO-024
 */
export function missText(miss: Miss, links: ReadonlyMap<number, Choice>, all: readonly Message[]): string {
  if (!('sources' in miss)) return miss.text;
  const supposed = miss.sources === 'faulty' ? ' when sources below DAL A send what policers admit' : '';
  if (miss.kind === 'buffer') return `port ${miss.port} may hold ${miss.backlogBits} bit of ${miss.bufferBits}${supposed}`;
  const messages = links.get(miss.virtualLink)?.carrier.messages.map((index) => all[index]?.name ?? '');
  const name = messages === undefined ? `virtual link ${miss.virtualLink}` : `"${messages.join(' + ')}"`;
  const what = miss.what === 'jitter' ? 'jitter at its policers ' : '';
  return `${name} to ${miss.destination} on ${miss.network}: ${what}${microsecondsText(miss.delayPicoseconds)} µs of ${microsecondsText(miss.limitPicoseconds)} µs${supposed}`;
}

/**
 * AFDX-249: the network misses a bound or a rule on timing before a message is added.
 *
 * @param text what it misses
 * @implements LLR-VLO-024
 */
export function stayingFinding(text: string, placeOf: (pointer: string) => Place): Diagnostic {
  return {
    code: 'AFDX-249',
    severity: 'error',
    message: `the network misses a bound before any message is added: ${text}`,
    place: placeOf('/virtualLinks'),
    why: 'further virtual links can only lengthen delays and queues',
    fix: 'see ampel afdx bounds; mend or remove the virtual links that stay',
  };
}

/**
 * AFDX-254: the exact search ended before its answer was proven; the best solution met is given.
 *
 * @implements LLR-VLO-024
 */
export function stoppedWarning({ queries, cuts, reason }: ExactOutcome): Diagnostic {
  return {
    code: 'AFDX-254',
    severity: 'warning',
    message: `the exact search stopped after ${queries} queries and ${cuts} cuts: ${reason}`,
    why: 'the solution that is given keeps each rule and each deadline; that it is the best one is not proven',
    fix: 'allow more time, or plan fewer messages at once',
  };
}

/**
 * AFDX-254: not each carrier or tree that exists was looked at.
 *
 * @implements LLR-VLO-024
 */
export function cutNote({ classes, options }: Problem): Diagnostic {
  const count = classes.filter(({ cut }) => cut).length;
  return {
    code: 'AFDX-254',
    severity: 'note',
    message: `for ${count} set${count === 1 ? '' : 's'} of messages with the same source and destinations not each choice was looked at`,
    why: `at most ${options.treesMax} trees on each network, 64 ways to carry a message, and in sets of more than 8 messages only neighbours share a virtual link`,
    fix: 'raise the number of trees when a better solution is worth the time',
  };
}
