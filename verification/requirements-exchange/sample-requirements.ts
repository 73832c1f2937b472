import fc from 'fast-check';
import type { Requirement, VerificationMethod } from '../../src/toolchain/requirements/model.js';

/** A requirement with plausible members, changed as given. */
export function sampleRequirement(changes: Partial<Requirement> = {}): Requirement {
  return {
    id: 'HLR-AFDX-001',
    title: 'Delay',
    text: 'The switch shall forward a frame within 10 us.',
    rationale: '',
    level: 'high-level',
    module: 'AFDX',
    parents: [],
    derived: false,
    safetyNote: '',
    verification: ['test'],
    status: 'active',
    sources: [],
    place: { path: 'requirements/high-level/afdx.yaml', line: 1, column: 1 },
    attributes: {},
    ...changes,
  };
}

/** Pieces that formats give a meaning to: markup, quotes, separators, list marks, white space, several scripts, emoji, a NEL, a line separator. */
const pieces = [
  'The system shall',
  'a',
  'Z9',
  ' ',
  '  ',
  '\t',
  '\n',
  '\n\n',
  '\r\n',
  '\r',
  '"',
  "'",
  '""',
  ',',
  ';',
  '#',
  '%0A',
  ': ',
  '- ',
  '> ',
  '|',
  '&',
  '&amp;',
  '<b>',
  '</p>',
  ']]>',
  '<!--',
  '{',
  '}',
  '[',
  '*',
  '\\',
  '`',
  '~',
  '@',
  '=',
  'é',
  'ß',
  '漢字',
  'العربية',
  '🛩️',
  '\u00a0',
  '\u0085',
  '\u2028',
  '\ufeff',
  '\ufffd',
  '\u0300',
  '---',
  '...',
  'null',
  '1.0',
  'true',
  '>>>',
  '<<<',
];

/** Texts made of such pieces and of any characters that XML can carry. */
export const anyText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...pieces) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }).map(carried) },
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

/** Ids without what keeps list items apart. */
const anyId: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(fc.constantFrom('SYS', 'HLR', 'req~a', 'é'), fc.nat(30)).map(([prefix, number]) => `${prefix}-${number}`),
  anyText.map((text) => text.replace(/[;\s]/gu, '_')).filter((text) => text !== ''),
);

const methods: readonly VerificationMethod[] = ['test', 'analysis', 'proof', 'review'];
const lineText = anyText.map((text) => text.replace(/[\r\n]/gu, ' '));

const anyRequirement: fc.Arbitrary<Requirement> = fc.record({
  id: anyId,
  title: anyText,
  text: anyText,
  rationale: anyText,
  level: fc.oneof(
    fc.constantFrom('system', 'high-level', 'low-level'),
    anyText.filter((text) => text !== ''),
  ),
  module: fc.oneof(fc.constantFrom('', 'AFDX', 'PDI'), anyText),
  parents: fc.uniqueArray(anyId, { maxLength: 4 }),
  derived: fc.boolean(),
  safetyNote: anyText,
  verification: fc.uniqueArray(fc.constantFrom(...methods), { maxLength: 4 }),
  status: fc.constantFrom('active' as const, 'planned' as const),
  sources: fc.array(fc.record({ document: anyText, lines: fc.oneof(fc.constantFrom('', '12-40'), lineText) }), { maxLength: 3 }),
  place: fc.constant({ path: 'requirements/a.yaml', line: 7, column: 3 }),
  attributes: fc.dictionary(
    fc.oneof(
      fc.constantFrom('chapter', 'Status', 'text', 'attribute:Status', 'ReqIF.Text', 'ReqIF.ChapterName', '__proto__', 'constructor', ''),
      anyText,
    ),
    fc.oneof(anyText, fc.constantFrom('A > B', 'A > C', 'A > B > C')),
    { maxKeys: 4 },
  ),
});

/** Lists of requirements with different ids. */
export const anyRequirements: fc.Arbitrary<readonly Requirement[]> = fc.uniqueArray(anyRequirement, {
  selector: (each) => each.id,
  maxLength: 6,
});

/** Without the characters that XML 1.0 lacks, by its production 2, checked code point by code point. */
function carried(text: string): string {
  return [...text]
    .filter((character) => {
      const code = character.codePointAt(0) ?? 0;
      return (
        code === 9 ||
        code === 10 ||
        code === 13 ||
        (code >= 0x20 && code <= 0xd7ff) ||
        (code >= 0xe000 && code <= 0xfffd) ||
        code >= 0x10000
      );
    })
    .join('');
}
