import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { compareRationals } from '../../../kernel/rational.js';
import { pdiError, startOf } from '../findings.js';
import { compareVersions, type Field, type ListField, type RecordField, type Structure, versionText } from '../structure.js';

/** What a change of a structure does to images that are there: none; each stays valid; some may not; none can be read. */
export type StructureChangeKind = 'none' | 'widened' | 'narrowed' | 'layout';

/** One difference of two versions of a structure. */
export interface StructureDifference {
  readonly path: string;
  readonly kind: StructureChangeKind;
  readonly text: string;
}

/**
 * The differences of two versions of a structure. A new constraint, and a changed one, can make values wrong that were right.
 *
 * @implements LLR-PDV-010
 */
export function structureDifferences(before: Structure, after: Structure): readonly StructureDifference[] {
  const identity =
    before.id === after.id ? [] : [difference('', 'layout', `the number of the structure is ${after.id}, and was ${before.id}`)];
  return [...identity, ...recordDifferences(before.root, after.root, true), ...constraintDifferences(before, after)];
}

const severityOf: Readonly<Record<StructureChangeKind, number>> = { none: 0, widened: 1, narrowed: 2, layout: 3 };

/**
 * PDI-230 when the version of a structure did not rise as its change demands: the first number when images that are there can no longer be read
 * or may no longer be valid, the second when each stays valid and more are permitted, no number when only words changed.
 *
 * @implements LLR-PDV-010
 */
export function versionFindings(before: Structure, after: Structure, path: string): readonly Diagnostic[] {
  const differences = structureDifferences(before, after);
  const worst = differences.reduce((most, { kind }) => Math.max(most, severityOf[kind]), 0);
  const [major, minor] = before.version;
  const least = worst >= 2 ? ([major + 1, 0, 0] as const) : worst === 1 ? ([major, minor + 1, 0] as const) : before.version;
  if (compareVersions(after.version, least) >= 0) return [];
  const reasons = differences
    .filter(({ kind }) => severityOf[kind] === worst)
    .map(({ path: at, text }) => `${at === '' ? '' : `${at}: `}${text}`);
  return [
    pdiError('PDI-230', startOf(path), {
      message: `${after.name} has version ${versionText(after.version)} and needs at least ${versionText(least)} after ${versionText(before.version)}: ${reasons.slice(0, 5).join('; ') || 'it fell'}`,
      why: 'a loader decides by the version whether it can read an image',
      fix: `raise the version to ${versionText(least)}, or take the change back`,
      subjects: [after.name],
    }),
  ];
}

function difference(path: string, kind: StructureChangeKind, text: string): StructureDifference {
  return { path, kind, text };
}

function recordDifferences(before: RecordField, after: RecordField, isRoot: boolean): readonly StructureDifference[] {
  const [old, young] = [before.fields.map(({ name }) => name), after.fields.map(({ name }) => name)];
  if (old.join() !== young.join())
    return [difference(after.path, 'layout', `the fields are ${young.join(', ')}, and were ${old.join(', ')}`)];
  return before.fields.flatMap((field, index) => fieldDifferences(field, after.fields[index] as Field, isRoot));
}

function fieldDifferences(before: Field, after: Field, isInRoot: boolean): readonly StructureDifference[] {
  const at = after.path;
  if (before.kind === 'number' && after.kind === 'number') {
    if (before.encoding !== after.encoding || before.unit !== after.unit || compareRationals(before.scale, after.scale) !== 0)
      return [difference(at, 'layout', 'encoding, step or unit changed')];
    return rangeDifference(at, 'range', [before.minimum, before.maximum], [after.minimum, after.maximum]);
  }
  if (before.kind === 'choice' && after.kind === 'choice') return choiceDifferences(at, before.choices, after.choices);
  if (before.kind === 'text' && after.kind === 'text') {
    if (before.bytes !== after.bytes) return [difference(at, 'layout', 'the bytes of the text changed')];
    return rangeDifference(at, 'length', [before.lengthMin, before.bytes], [after.lengthMin, after.bytes]);
  }
  if (before.kind === 'bytes' && after.kind === 'bytes')
    return before.bytes === after.bytes ? [] : [difference(at, 'layout', 'the number of bytes changed')];
  if (before.kind === 'list' && after.kind === 'list') return listDifferences(at, before, after, isInRoot);
  if (before.kind === 'record' && after.kind === 'record') return recordDifferences(before, after, false);
  return before.kind === after.kind ? [] : [difference(at, 'layout', `the field is a ${after.kind}, and was a ${before.kind}`)];
}

function listDifferences(at: string, before: ListField, after: ListField, isInRoot: boolean): readonly StructureDifference[] {
  const count =
    !isInRoot && before.countMax !== after.countMax
      ? [difference(at, 'layout', 'the number of places changed')]
      : rangeDifference(at, 'number of elements', [before.countMin, before.countMax], [after.countMin, after.countMax]);
  return [...count, ...fieldDifferences(before.items, after.items, false)];
}

type Range = readonly [number, number];

function rangeDifference(at: string, what: string, before: Range, after: Range): readonly StructureDifference[] {
  const text = `the ${what} is ${after.join(' to ')}, and was ${before.join(' to ')}`;
  if (after[0] > before[0] || after[1] < before[1]) return [difference(at, 'narrowed', text)];
  return after[0] < before[0] || after[1] > before[1] ? [difference(at, 'widened', text)] : [];
}

type Choices = readonly { readonly name: string; readonly code: number }[];

function choiceDifferences(at: string, before: Choices, after: Choices): readonly StructureDifference[] {
  const nameOf = new Map(after.map(({ name, code }) => [code, name]));
  const changed = before.filter(({ name, code }) => nameOf.has(code) && nameOf.get(code) !== name);
  if (changed.length > 0) return [difference(at, 'layout', `a code has another name: ${changed.map(({ name }) => name).join(', ')}`)];
  const gone = before.filter(({ code }) => !nameOf.has(code));
  if (gone.length > 0) return [difference(at, 'narrowed', `names are gone: ${gone.map(({ name }) => name).join(', ')}`)];
  return after.length > before.length ? [difference(at, 'widened', 'there are more names')] : [];
}

function constraintDifferences(before: Structure, after: Structure): readonly StructureDifference[] {
  const [old, young] = [
    new Map(before.constraints.map((each) => [each.id, each.meaning])),
    new Map(after.constraints.map((each) => [each.id, each.meaning])),
  ];
  const gone = [...old.keys()].filter((id) => !young.has(id)).map((id) => difference(id, 'widened', 'the constraint is gone'));
  const fresh = [...young]
    .filter(([id, meaning]) => old.get(id) !== meaning)
    .map(([id]) => difference(id, 'narrowed', old.has(id) ? 'the constraint changed' : 'the constraint is new'));
  return [...gone, ...fresh];
}
