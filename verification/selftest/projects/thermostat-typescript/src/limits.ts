/**
 * The nearest value between two bounds.
 * @implements LLR-THM-001, LLR-THM-002
 */
export const within = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);
