import fc from 'fast-check';
import t, { type Test } from 'tap';

/** Properties run on the same values each time; a failure prints the seed and path that replay it. */
fc.configureGlobal({ seed: 20260101 });

/** What a test case declares of itself; read statically by the trace, so every member is a literal. */
export interface CaseDeclaration {
  readonly id: string;
  readonly verifies: readonly string[];
  readonly kind: 'normal' | 'robustness';
  readonly intent: string;
}

/** Runs one test case. The title is the case id and its intent, which is how the result finds its way back. */
export function testCase(declaration: CaseDeclaration, procedure: (t: Test) => void | Promise<void>): void {
  void t.test(`${declaration.id} ${declaration.intent}`, async (test) => {
    coverage()?.beginCase(declaration.id);
    try {
      await procedure(test);
    } finally {
      coverage()?.beginCase('');
    }
    if (test.count === 0) test.fail('a test case asserts something');
  });
}

/** The recorder of `ampel coverage run`, where the tests run under it. */
function coverage(): { readonly beginCase: (id: string) => void } | undefined {
  return (globalThis as { readonly [key: symbol]: { readonly beginCase: (id: string) => void } | undefined })[Symbol.for('ampel.coverage')];
}
