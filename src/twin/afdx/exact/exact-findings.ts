import type { Diagnostic, Place } from '../../../kernel/diagnostic.js';
import { microsecondsOfTicks } from './microseconds.js';
import type { WorstCase } from './worst-case.js';

/** What a worst case is judged against. */
export interface Judgement {
  readonly placeOf: (pointer: string) => Place;
  /** Index of the virtual link in the network file. */
  readonly virtualLinkIndex: number;
  /** Part of the deadline that is kept for the jitter allowance, in ticks. */
  readonly allowanceTicks: number;
}

/**
 * What a worst case gives cause to say: AFDX-220 too large to be asked · AFDX-221 not decided within the limits · AFDX-222 a schedule exceeds the
 * deadline · AFDX-223 exact for the largest frames and latencies alone · AFDX-224 it is not shown that the deadline is met.
 *
 * @implements LLR-EXA-014
 */
export function exactFindingsOf(worstCase: WorstCase, { placeOf, virtualLinkIndex, allowanceTicks }: Judgement): readonly Diagnostic[] {
  const { question, verdict, scope, reachedTicks, boundTicks, reason } = worstCase;
  const { flow, destination, network } = question;
  const microseconds = (ticks: number): string => microsecondsOfTicks(ticks, network.ticksPerSecond);
  const place = placeOf(`/virtualLinks/${virtualLinkIndex}`);
  const who = `virtual link ${flow.virtualLink} "${flow.name}" on network ${flow.network} to ${destination.endSystem}`;
  const between = `${microseconds(reachedTicks)} µs is reached, ${microseconds(boundTicks)} µs is never exceeded`;
  const undecided =
    reachedTicks < boundTicks
      ? `not decided: ${between}`
      : `${microseconds(reachedTicks)} µs is reached and not exceeded by the frame bounds, which the solver has not confirmed`;
  const say = (code: string, severity: Diagnostic['severity'], message: string, why: string, fix: string): Diagnostic => ({
    code,
    severity,
    message: `${who}: ${message}`,
    place,
    why,
    fix,
    subjects: [`VL-${flow.virtualLink}`],
  });
  const findings: Diagnostic[] = [];
  if (verdict === 'refused')
    findings.push(
      say(
        'AFDX-220',
        'error',
        `no exact worst case, too large to be asked: ${between}`,
        reason,
        'use the bounds of ampel afdx bounds, or ask for a part of the network',
      ),
    );
  if (verdict === 'interval')
    findings.push(say('AFDX-221', 'error', undecided, reason, 'raise --seconds, or use the bounds of ampel afdx bounds'));
  if (verdict === 'exact' && scope === 'largest')
    findings.push(
      say(
        'AFDX-223',
        'warning',
        `${microseconds(reachedTicks)} µs is exact for frames of the largest size and the longest latencies`,
        `${reason}; ${microseconds(boundTicks)} µs is never exceeded`,
        'take the second figure where the difference matters',
      ),
    );
  const deadlineTicks = destination.deadlineTicks - allowanceTicks;
  if (reachedTicks > deadlineTicks)
    findings.push(
      say(
        'AFDX-222',
        'error',
        `a schedule takes ${microseconds(reachedTicks)} µs, and the deadline leaves ${microseconds(deadlineTicks)} µs`,
        'a frame can come too late although each virtual link keeps its contract',
        'raise gaps, shorten frames, or lead virtual links along another path',
      ),
    );
  else if (boundTicks > deadlineTicks)
    findings.push(
      say(
        'AFDX-224',
        'error',
        `it is not shown that ${microseconds(deadlineTicks)} µs, which the deadline leaves, are kept: ${between}`,
        'what lies between was not decided',
        'raise --seconds, or judge by the bounds of ampel afdx bounds',
      ),
    );
  return findings;
}
