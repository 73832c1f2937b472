import vm from 'node:vm';
import fc from 'fast-check';
import ts from 'typescript';
import { instrument } from '../../src/toolchain/coverage/instrument/instrument.js';
import { dataHead, recorderKey } from '../../src/toolchain/coverage/instrument/runtime-names.js';
import { fileCoverage } from '../../src/toolchain/coverage/report/file-coverage.js';
import { recordedData } from '../../src/toolchain/coverage/runtime/recorded-data.js';
import { createRecorder } from '../../src/toolchain/coverage/runtime/recorder.js';
import { testCase } from '../support/test-case.js';
import { randomProgram } from './random-program.js';

/** What a program shows of itself: each step it told, and how it ended. */
async function behaviourOf(text: string, write?: (lines: string) => void): Promise<string> {
  const steps: string[] = [];
  const shown = (value: unknown): string => {
    if (typeof value === 'function') return `function ${value.name} ${value.length}`;
    if (typeof value !== 'object' || value === null) return `${typeof value} ${String(value)}`;
    return Array.isArray(value) ? `[${value.map(shown).join()}]` : `object ${Object.keys(value).join()}`;
  };
  // The engine quotes the text of an expression that it cannot call or run through, and functions tell their text.
  const step = (values: readonly unknown[]): string =>
    values
      .map(shown)
      .join(' ')
      .replace(/\S.* is not (?:a function|iterable).*/, 'not callable')
      .replace(/.*(?:=>|function \(|\) ?\{).*/s, 'text of a function');
  const log = (...values: readonly unknown[]): void => {
    if (steps.length > 2000) throw new Error('too long');
    steps.push(step(values));
  };
  const done = (...values: readonly unknown[]): void => void steps.push(step(values));
  const context = vm.createContext({ log, done });
  if (write !== undefined) vm.runInContext('globalThis', context)[Symbol.for(recorderKey)] = createRecorder(write);
  try {
    vm.runInContext(text, context, { timeout: 2000 });
  } catch (thrown) {
    steps.push(`thrown ${String(thrown)}`);
  }
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
  await new Promise((resume) => setImmediate(resume));
  return steps.join('\n');
}

const seeds = fc.integer({ min: 0, max: 2 ** 31 });
const runs = Number(process.env['AMPEL_FUZZ_RUNS'] ?? 120);

testCase(
  {
    id: 'TC-COV-006-01',
    verifies: ['HLR-COV-003', 'LLR-COV-006', 'LLR-COV-007', 'LLR-COV-008', 'LLR-COV-009', 'LLR-COV-011'],
    kind: 'robustness',
    intent: 'leaves what random programs do and their lines as they are, and records nothing that a decision cannot give',
  },
  async (t) => {
    let [told, unread] = [0, 0];
    const property = fc.asyncProperty(seeds, fc.boolean(), async (seed, isLiteral) => {
      const text = randomProgram(seed);
      const instrumented = instrument(ts, { path: 'p.js', text }, { isLiteral });
      if (instrumented === undefined) {
        unread += 1;
        return true;
      }
      if (instrumented.text.split('\n').length !== text.split('\n').length) return false;
      let data = dataHead(isLiteral);
      const [before, after] = [await behaviourOf(text), await behaviourOf(instrumented.text, (lines) => (data += lines))];
      if (before !== after) return false;
      told += before.length;
      if (before.startsWith('thrown SyntaxError')) unread += 1;
      const { value, diagnostics } = recordedData(new Map([['d', data]]), new Map([['p.js', instrumented.map]]), isLiteral);
      const coverage = fileCoverage(instrumented.map, value.get('p.js'));
      return diagnostics.length === 0 && coverage.decisions.every(({ impossibleCount }) => impossibleCount === 0);
    });
    await t.resolves(fc.assert(property, { numRuns: runs, endOnFailure: true }));
    t.ok(unread <= runs / 100, 'TypeScript reads them, but for an ambiguous arrow function here and there');
    t.ok(told > 100 * runs, 'the programs do something');
  },
);
