import type { Diagnostic } from '../../../kernel/diagnostic.js';
import type { VirtualLink } from '../network.generated.js';
import { virtualLinkLabel, virtualLinkSubject } from '../rules/rule.js';
import { type PolicerAllowance, policerAllowancesOf } from './policer-allowances.js';
import { type TimingRule, type TimingRuleContext, virtualLinkPointer } from './timing-rule.js';

/**
 * AFDX-173: the policers allow each virtual link the jitter that it can have at each switch that it enters; and where one virtual link
 * says what is allowed, each does.
 *
 * @implements LLR-TMR-004
 */
export const policing: TimingRule = (context) => {
  const { virtualLinks } = context.network;
  if (virtualLinks.every(({ policerJitterMicroseconds }) => policerJitterMicroseconds === undefined)) return [];
  const largest = new Map<number, PolicerAllowance>();
  for (const allowance of policerAllowancesOf(context.bounds)) {
    const { virtualLink } = allowance.flow;
    if (allowance.jitterTicks >= (largest.get(virtualLink)?.jitterTicks ?? 0)) largest.set(virtualLink, allowance);
  }
  return virtualLinks.flatMap((virtualLink) => {
    const needed = largest.get(virtualLink.id);
    return needed === undefined ? [] : findingOf(context, virtualLink, needed);
  });
};

/**
 * A duration in whole microseconds, rounded up.
 *
 * @implements LLR-TMR-004
 */
export function wholeMicrosecondsOf(ticks: number, ticksPerSecond: number): number {
  return Number((BigInt(ticks) * 1_000_000n + BigInt(ticksPerSecond) - 1n) / BigInt(ticksPerSecond));
}

function findingOf(context: TimingRuleContext, virtualLink: VirtualLink, needed: PolicerAllowance): readonly Diagnostic[] {
  const allowed = virtualLink.policerJitterMicroseconds;
  const least = wholeMicrosecondsOf(needed.jitterTicks, context.timing.ticksPerSecond);
  if (allowed !== undefined && allowed >= least) return [];
  const pointer = virtualLinkPointer(context, virtualLink.id);
  const where = `at switch ${needed.switchId} on network ${needed.flow.network}`;
  return [
    {
      code: 'AFDX-173',
      severity: 'error',
      message:
        allowed === undefined
          ? `${virtualLinkLabel(virtualLink)} does not say what jitter its policers allow, and others do`
          : `the policers of ${virtualLinkLabel(virtualLink)} allow a jitter of ${allowed} µs; it can reach ${least} µs ${where}`,
      place: context.placeOf(allowed === undefined ? pointer : `${pointer}/policerJitterMicroseconds`),
      why:
        allowed === undefined
          ? `nothing says what its switches drop; they drop none of its frames from ${least} µs on`
          : 'a policer that allows less can drop frames of a source that keeps its contract',
      fix: `set policerJitterMicroseconds to ${least} or more`,
      subjects: [virtualLinkSubject(virtualLink), needed.switchId],
    },
  ];
}
