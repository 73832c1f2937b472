import test from 'node:test';

export interface Case {
  readonly id: string;
  readonly verifies: readonly string[];
  readonly kind: 'normal' | 'robustness';
  readonly intent: string;
}

export function testCase(declared: Case, run: () => void): void {
  test(`${declared.id} ${declared.intent}`, run);
}
