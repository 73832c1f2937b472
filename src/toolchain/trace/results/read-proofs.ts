import { campaignForm } from '../../proof/campaign-form.js';

/** What became of one proof obligation, as the list of its campaign says. */
export interface ProofOutcome {
  readonly id: string;
  readonly requirements: readonly string[];
  readonly verdict: string;
  readonly why: string;
}

/**
 * The obligations in the list of a proof campaign; `undefined` when the text is no such list.
 *
 * @implements LLR-EVD-011
 */
export function readProofCampaign(text: string): readonly ProofOutcome[] | undefined {
  try {
    const value = JSON.parse(text) as { readonly format?: unknown; readonly obligations?: unknown } | null;
    if (value?.format !== campaignForm || !Array.isArray(value.obligations)) return undefined;
    const outcomes: readonly Partial<ProofOutcome>[] = value.obligations;
    const sound = outcomes.every(
      (entry) =>
        [entry?.id, entry?.verdict, entry?.why].every((each) => typeof each === 'string') &&
        Array.isArray(entry.requirements) &&
        entry.requirements.every((each: unknown) => typeof each === 'string'),
    );
    return sound ? (outcomes as readonly ProofOutcome[]) : undefined;
  } catch {
    return undefined;
  }
}
