import type { Diagnostic, Place } from '../../../kernel/diagnostic.js';

type Wording = Pick<Diagnostic, 'severity' | 'why' | 'fix'>;

const wordings = {
  'SCN-101': {
    severity: 'error',
    why: 'a tag that names no id links nothing, although its author meant it to',
    fix: 'write the id behind the tag, such as LLR-ABC-001, or put the word between backquotes when it is only spoken of',
  },
  'SCN-102': {
    severity: 'error',
    why: 'the file ends inside this comment, so everything behind its start was read as a comment',
    fix: 'close the comment',
  },
  'SCN-103': {
    severity: 'error',
    why: 'a string, template or character literal is not closed, so tags behind it may have been misread',
    fix: 'close the literal; if the compiler accepts the line, report it with the line as a scanner problem',
  },
  'SCN-104': {
    severity: 'error',
    why: 'test case declarations are read without running the program, so each member has to be a literal',
    fix: "write id, verifies, kind and intent as plain literals, such as { id: 'TC-ABC-001-01', verifies: ['LLR-ABC-001'], kind: 'normal', intent: '…' }",
  },
  'SCN-105': {
    severity: 'error',
    why: 'one unit is one test case; with two ids a result could not be told to belong to either',
    fix: 'keep one id, and give the other case a unit of its own',
  },
  'SCN-106': {
    severity: 'error',
    why: 'the completeness rules count normal-range and robustness cases apart and know no other kind',
    fix: 'write normal or robustness',
  },
  'SCN-107': {
    severity: 'warning',
    why: 'a unit that verifies requirements is a test case; it cannot at once be the code that is verified',
    fix: 'remove the implements tag, or move the implementation out of the test case',
  },
  'SCN-108': {
    severity: 'error',
    why: 'no named unit follows the comment, so the case has no id that a test result could carry',
    fix: 'add `@testcase` with the id that the test runner reports',
  },
  'SCN-109': {
    severity: 'warning',
    why: 'the case was declared through something other than an object literal, so its id and links are unknown',
    fix: 'pass the declaration to testCase as an object literal',
  },
} satisfies Readonly<Record<string, Wording>>;

/** Codes of what the code scanner has to say. */
export type ScanCode = keyof typeof wordings;

/**
 * A finding of the code scanner with the reason and remedy that belong to its code.
 * @implements LLR-SCN-007
 */
export function scanFinding(code: ScanCode, message: string, place: Place, subjects: readonly string[] = []): Diagnostic {
  return { code, message, place, ...wordings[code], subjects };
}
