import { type Json, prettyJson } from '../../../kernel/canonical-json.js';
import { sha256 } from '../../../kernel/digest.js';
import { hopKey } from '../topology.js';
import type { Bottleneck } from './bottlenecks.js';
import { changeTextOf, singleChangesOf } from './change.js';
import type { ProvedNetwork, ProvedOption } from './option-proof.js';
import type { Reconfiguration } from './reconfigure.js';

/**
 * Form and version of the records.
 *
 * @implements LLR-RCF-010
 */
export const reconfigurationRecordFormat = 'ampel360-afdx-reconfiguration/1';

/**
 * The record of a reconfiguration for configuration control: when and why, the bottlenecks, the option, its effect in the model before and
 * after, what was proved, and the digests of both files. The candidate is data for a review on the ground; nothing sends it.
 *
 * @param at the time of the analysis and the texts of the present and the candidate file
 * @implements LLR-RCF-010
 */
export function reconfigurationRecordOf(
  { trigger, before, bottlenecks }: Reconfiguration,
  option: ProvedOption,
  at: { readonly time: string; readonly presentText: string; readonly candidateText: string },
): string {
  if (option.rejections.length > 0) throw new RangeError('a rejected option is no candidate');
  return prettyJson({
    format: reconfigurationRecordFormat,
    time: at.time,
    trigger: { ...trigger },
    disposition: 'candidate for configuration control on the ground; not loaded',
    present: { title: before.network.title, version: before.network.version, sha256: sha256(at.presentText) },
    candidate: { title: option.candidate.network.title, version: option.candidate.network.version, sha256: sha256(at.candidateText) },
    bottlenecks: bottlenecks.map(bottleneckJson),
    option: { text: changeTextOf(option.change), changes: singleChangesOf(option.change) as unknown as Json },
    effect: option.effects.map((effect) => ({ ...effect })),
    regulatorRoundMilliseconds: roundsOf(before, option),
    worstMarginPartsPerMillion: { before: worstMarginOf(before), after: worstMarginOf(option.candidate) },
    proof: {
      method: option.candidate.bounds?.method ?? '',
      destinations: option.candidate.bounds?.ends.length ?? 0,
      errors: option.candidate.findings.filter(({ severity }) => severity === 'error').length,
    },
  });
}

/**
 * The least share of a deadline that a network leaves, in parts per million; null when it has no virtual link.
 *
 * @implements LLR-RCF-010
 */
export function worstMarginOf({ margins }: ProvedNetwork): number | null {
  return margins.size === 0 ? null : [...margins.values()].reduce((least, margin) => Math.min(least, margin));
}

/** Time in which each queue of a virtual link has its turn at the regulator, where a gap changes; no delay bound counts it. */
function roundsOf({ network }: ProvedNetwork, { change }: ProvedOption): Json {
  return singleChangesOf(change).flatMap((single): readonly Json[] => {
    if (single.kind !== 'gap') return [];
    const queues = network.virtualLinks.find(({ id }) => id === single.virtualLink)?.subVirtualLinks.length ?? 0;
    return [{ virtualLink: single.virtualLink, before: queues * single.fromMilliseconds, after: queues * single.toMilliseconds }];
  });
}

function bottleneckJson(bottleneck: Bottleneck): Json {
  const { hop, ...rest } = bottleneck;
  return { ...rest, port: hopKey(hop) };
}
