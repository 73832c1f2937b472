import type { Requirement, RequirementStatus, SourceRange, VerificationMethod } from '../model.js';

/** The members of a requirement that a foreign attribute or column can fill. */
export type RequirementField = Exclude<keyof Requirement, 'place' | 'attributes'>;

/**
 * Every field, in the order in which it is written.
 * @implements LLR-IMP-002
 */
export const requirementFields: readonly RequirementField[] = [
  'id',
  'title',
  'text',
  'rationale',
  'level',
  'module',
  'parents',
  'derived',
  'safetyNote',
  'verification',
  'status',
  'sources',
];

const plannedWords = new Set([
  'draft',
  'proposed',
  'rejected',
  'planned',
  'backlog',
  'deferred',
  'obsolete',
  'deleted',
  'new',
  'deprecated',
]);

/** The names of the methods here, and the two of common use that mean one of them. */
const methodOfWord: ReadonlyMap<string, VerificationMethod> = new Map([
  ['test', 'test'],
  ['analysis', 'analysis'],
  ['proof', 'proof'],
  ['review', 'review'],
  ['inspection', 'review'],
  ['demonstration', 'test'],
]);

/**
 * `planned` for a status word that says the item does not hold yet or holds no longer, else `active`.
 * @implements LLR-IMP-002
 */
export function statusOfWord(word: string): RequirementStatus {
  return plannedWords.has(word.trim().toLowerCase()) ? 'planned' : 'active';
}

/**
 * The verification method that a word names; undefined for a word that names none.
 * @implements LLR-IMP-002
 */
export function verificationMethodOf(word: string): VerificationMethod | undefined {
  return methodOfWord.get(word.trim().toLowerCase());
}

/**
 * The items of a list written with semicolons or white space between them.
 * @implements LLR-IMP-002
 */
export function listOf(text: string): readonly string[] {
  return text.split(/[;\s]+/u).filter((item) => item !== '');
}

/**
 * Source ranges as text: one a line, `document#lines`, with `%`, `#` and line ends of a document percent-encoded.
 * @implements LLR-IMP-002
 */
export function sourcesText(sources: readonly SourceRange[]): string {
  return sources.map(sourceText).join('\n');
}

/**
 * Reads what {@link sourcesText} writes.
 * @implements LLR-IMP-002
 */
export function sourcesOf(text: string): readonly SourceRange[] {
  if (text === '') return [];
  return text.split('\n').map((line) => {
    const at = line.indexOf('#');
    return at < 0
      ? { document: decodePart(line), lines: '' }
      : { document: decodePart(line.slice(0, at)), lines: decodePart(line.slice(at + 1)) };
  });
}

function sourceText(source: SourceRange): string {
  const lines = source.lines === '' && source.document !== '' ? '' : `#${encodePart(source.lines)}`;
  return encodePart(source.document) + lines;
}

function encodePart(text: string): string {
  return text.replace(/[%#\r\n]/gu, (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`);
}

function decodePart(text: string): string {
  return text.replace(/%(25|23|0D|0A)/gu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

const attributeMark = 'attribute:';

/**
 * The name under which an attribute is written beside the fields: itself, or marked where it is empty or would be taken for a field.
 * @implements LLR-IMP-002
 */
export function writtenAttributeName(key: string, reserved: ReadonlySet<string>): string {
  return key === '' || reserved.has(key) || key.startsWith(attributeMark) ? attributeMark + key : key;
}

/**
 * The attribute key of a written name: the reverse of {@link writtenAttributeName}.
 * @implements LLR-IMP-002
 */
export function attributeKeyOf(name: string): string {
  return name.startsWith(attributeMark) ? name.slice(attributeMark.length) : name;
}
