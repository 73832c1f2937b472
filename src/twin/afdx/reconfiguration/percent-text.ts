/**
 * Parts per million as percent, exact.
 *
 * @implements LLR-RCF-011
 */
export function percentTextOf(partsPerMillion: number): string {
  return `${(partsPerMillion / 10_000).toFixed(4)} %`;
}
