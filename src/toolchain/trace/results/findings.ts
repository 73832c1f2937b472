import type { Diagnostic, Place } from '../../../kernel/diagnostic.js';

type Wording = Pick<Diagnostic, 'severity' | 'why' | 'fix'>;

const rerun = 'run the tests again and read the whole of what the runner writes';

const wordings = {
  'SCN-201': {
    severity: 'error',
    why: 'the runner gave up, so tests that should have run did not',
    fix: 'mend the cause that the runner names, and run the tests again',
  },
  'SCN-202': {
    severity: 'error',
    why: 'a stream without a plan may have been cut off anywhere, and what is missing cannot be counted',
    fix: rerun,
  },
  'SCN-203': {
    severity: 'error',
    why: 'the plan says how many tests there are; another number means that some did not run or ran unannounced',
    fix: rerun,
  },
  'SCN-204': {
    severity: 'error',
    why: 'the stream ends inside a subtest, so its outcome is not known; it counts as failed',
    fix: rerun,
  },
  'SCN-205': {
    severity: 'error',
    why: 'results nested this deep come from no test runner, and reading them would cost without bound',
    fix: 'check what wrote the file',
  },
  'SCN-301': {
    severity: 'error',
    why: 'the file is damaged or cut off, so none of its results counts as passed',
    fix: rerun,
  },
  'SCN-302': {
    severity: 'error',
    why: 'a document type can define entities that grow without bound or name other files; no test runner writes one',
    fix: 'check what wrote the file, and remove the DOCTYPE',
  },
  'SCN-303': {
    severity: 'error',
    why: 'a JUnit report starts with testsuites or testsuite',
    fix: 'point the configuration at the report of the test runner',
  },
  'SCN-304': {
    severity: 'error',
    why: 'results nested this deep come from no test runner, and reading them would cost without bound',
    fix: 'check what wrote the file',
  },
} satisfies Readonly<Record<string, Wording>>;

/**
 * A finding of the result readers with the reason and remedy that belong to its code.
 * @implements LLR-SCN-007
 */
export function resultFinding(code: keyof typeof wordings, message: string, place: Place): Diagnostic {
  return { code, message, place, ...wordings[code] };
}
