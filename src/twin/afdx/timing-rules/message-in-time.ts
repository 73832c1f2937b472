import type { Diagnostic } from '../../../kernel/diagnostic.js';
import type { VirtualLink } from '../network.generated.js';
import { virtualLinkLabel, virtualLinkSubject } from '../rules/rule.js';
import { type MessageDelay, type MessageEnd, messageDelaysOf, messageFramesOf, regulatorOf } from './message-delays.js';
import { isOverloaded } from './regulator-delay.js';
import { microsecondsText, type TimingRule, type TimingRuleContext, virtualLinkPointer } from './timing-rule.js';

/**
 * AFDX-174: each message is delivered within the deadline of its sub-virtual link, or its period when it has none, from the instant at
 * which it is handed over; the regulator releases as many frames as its messages need, and each message fits into frames.
 *
 * @implements LLR-TMR-008
 */
export const messageInTime: TimingRule = (context) => [
  ...context.network.virtualLinks.flatMap((virtualLink) => unboundedOf(context, virtualLink)),
  ...messageDelaysOf(context.network, context.bounds).flatMap((message) => lateOf(context, message)),
];

function unboundedOf(context: TimingRuleContext, virtualLink: VirtualLink): readonly Diagnostic[] {
  const regulator = regulatorOf(virtualLink);
  const pointer = virtualLinkPointer(context, virtualLink.id);
  const subjects = [virtualLinkSubject(virtualLink)];
  if (regulator === undefined) {
    const queue = virtualLink.subVirtualLinks.findIndex((each) => messageFramesOf(each) === undefined);
    return [
      {
        code: 'AFDX-174',
        severity: 'error',
        message: `message "${virtualLink.subVirtualLinks[queue]?.name ?? ''}" of ${virtualLinkLabel(virtualLink)} fits into no frame of its size`,
        place: context.placeOf(`${pointer}/subVirtualLinks/${queue}/maximumFrameBytes`),
        why: 'a frame needs 47 byte of headers, and this one has no room behind them, so the messages of the virtual link have no bound',
        fix: 'admit larger frames for this sub-virtual link',
        subjects,
      },
    ];
  }
  if (!isOverloaded(regulator)) return [];
  return [
    {
      code: 'AFDX-174',
      severity: 'error',
      message: `the messages of ${virtualLinkLabel(virtualLink)} are more frames than one each ${regulator.gapMilliseconds} ms`,
      place: context.placeOf(`${pointer}/bandwidthAllocationGapMilliseconds`),
      why: 'its queues grow without end, so its messages have no bound',
      fix: 'use a shorter gap, larger frames or longer periods',
      subjects,
    },
  ];
}

function lateOf(context: TimingRuleContext, message: MessageDelay): readonly Diagnostic[] {
  const virtualLink = context.network.virtualLinks[context.indexOf.get(message.virtualLink) ?? 0];
  const queue = virtualLink?.subVirtualLinks[message.queue];
  const last = message.ends.reduce<MessageEnd | undefined>(
    (worst, each) => (worst !== undefined && worst.delayPicoseconds >= each.delayPicoseconds ? worst : each),
    undefined,
  );
  if (virtualLink === undefined || queue === undefined || last === undefined) return [];
  const { deadlineMicroseconds } = queue;
  const deadline = BigInt(deadlineMicroseconds ?? queue.periodMilliseconds * 1000) * 1_000_000n;
  if (last.delayPicoseconds <= deadline) return [];
  const pointer = `${virtualLinkPointer(context, virtualLink.id)}/subVirtualLinks/${message.queue}`;
  const { endSystem } = last.end.destination;
  const frames = message.frames === 1 ? 'its frame' : `the last of its ${message.frames} frames`;
  return [
    {
      code: 'AFDX-174',
      severity: 'error',
      message: `message "${message.name}" of ${virtualLinkLabel(virtualLink)} can take ${microsecondsText(last.delayPicoseconds)} µs to ${endSystem} on network ${last.end.flow.network}; ${deadlineMicroseconds === undefined ? 'its period, which is its deadline,' : 'its deadline'} is ${microsecondsText(deadline)} µs`,
      place: context.placeOf(`${pointer}/${deadlineMicroseconds === undefined ? 'periodMilliseconds' : 'deadlineMicroseconds'}`),
      why: `${frames} can wait ${message.releaseMilliseconds} ms for its turn and its gap, and take ${microsecondsText(last.end.delayPicoseconds)} µs after that`,
      fix: 'give the message a virtual link of its own or a shorter gap, send fewer or shorter messages, or agree a longer deadline',
      subjects: [virtualLinkSubject(virtualLink)],
    },
  ];
}
