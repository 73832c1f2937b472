import { type FileDraft, fileDraft, fileFrom } from './file-draft.js';
import type { ImportFindings } from './import-finding.js';
import type { ImportedFile } from './imported-coverage.generated.js';
import { isJsonObject, type JsonObject, JsonValues } from './json-values.js';

const noLoops = 'Istanbul holds no outcomes of loop conditions and of Boolean expressions that are assigned or returned';
const blocksOnly = 'blocks of V8 hold no implicit else and no outcomes of conditions';
const noMcdc = 'the format does not hold MC/DC';

/**
 * Files of `coverage-final.json` as Istanbul (nyc, Jest, Vitest) and c8 write it. The ways of a logical expression are operands that
 * were evaluated, not outcomes; so decision coverage stays unknown where the file branches. Columns are counted from 1 here. Lines that
 * a block of c8 that was not run touches are partial, since c8 counts each line of the text as a statement.
 * Source: files of nyc 18 and c8 12, and istanbul-lib-coverage's documentation.
 * @implements LLR-CVI-005
 */
export function readIstanbul(root: JsonObject, findings: ImportFindings): readonly ImportedFile[] {
  const values = new JsonValues(findings);
  return [...values.objectsByKey({ path: '$', members: { files: root.members } }, 'files')].map(([key, file]) => {
    const path = typeof file.members['path'] === 'string' ? file.members['path'] : key;
    const hasBlocks = file.members['all'] !== undefined || isOfBlocks(file, values);
    const draft = fileDraft(path === '' ? key : path, [], hasBlocks ? 'line' : 'statement');
    istanbulStatements(file, draft, values, findings);
    const blocks = istanbulBranches(file, draft, hasBlocks, values, findings);
    if (draft.branches.length > 0 || hasBlocks) {
      draft.unknown.push(
        { measure: 'decisions', line: 1, why: hasBlocks ? blocksOnly : noLoops },
        { measure: 'mcdc', line: 1, why: noMcdc },
      );
    } else if (draft.statements.length > 0) draft.unknown.push({ measure: 'decisions', line: 1, why: noLoops });
    return fileFrom(hasBlocks ? withPartialLines(draft, [...blocks, ...idleFunctions(file, draft, values)]) : draft);
  });
}

function isOfBlocks(file: JsonObject, values: JsonValues): boolean {
  return [...values.objectsByKey(file, 'branchMap').values()].some(({ members }) => members['type'] === 'branch');
}

function istanbulStatements(file: JsonObject, draft: FileDraft, values: JsonValues, findings: ImportFindings): void {
  const counts = { path: `${file.path}.s`, members: membersOf(file, 's') };
  for (const [id, statement] of values.objectsByKey(file, 'statementMap')) {
    const start = startOf(statement);
    const count = values.count(counts, id);
    if (start === undefined) findings.add('CVI-104', `${statement.path}.start is not a place`);
    else if (count !== undefined) draft.statements.push({ ...start, count });
  }
  const calls = { path: `${file.path}.f`, members: membersOf(file, 'f') };
  for (const [id, one] of values.objectsByKey(file, 'fnMap')) {
    const start =
      startOf({ path: one.path, members: membersOf(one, 'decl') }) ?? startOf({ path: one.path, members: membersOf(one, 'loc') });
    const count = values.count(calls, id);
    const name = typeof one.members['name'] === 'string' ? one.members['name'] : `function ${id}`;
    if (start === undefined) findings.add('CVI-104', `${one.path}.decl is not a place`);
    else if (count !== undefined) draft.functions.push({ name, ...start, count });
  }
}

/** Adds branches; the ranges of lines that blocks cover which were not run. */
function istanbulBranches(
  file: JsonObject,
  draft: FileDraft,
  hasBlocks: boolean,
  values: JsonValues,
  findings: ImportFindings,
): readonly (readonly [from: number, to: number])[] {
  const idle: (readonly [number, number])[] = [];
  const taken = { path: `${file.path}.b`, members: membersOf(file, 'b') };
  for (const [id, branch] of values.objectsByKey(file, 'branchMap')) {
    const counts = values.list(taken, id);
    const locations = values.list(branch, 'locations');
    const start = startOf({ path: branch.path, members: membersOf(branch, 'loc') }) ?? startOf(locations[0]);
    const ways = counts.map((count, index) => ({
      what: `way ${index + 1} of ${counts.length}`,
      count: typeof count === 'number' && count >= 0 ? count : -1,
    }));
    if (start === undefined || ways.length === 0 || ways.length !== locations.length || ways.some(({ count }) => count < 0)) {
      findings.add('CVI-104', `${branch.path} and its counts are not a branch`);
      continue;
    }
    const what = typeof branch.members['type'] === 'string' ? branch.members['type'] : 'branch';
    draft.branches.push({ ...start, scope: '', what, ways });
    const end = endLineOf(branch);
    if (hasBlocks && ways[0]?.count === 0 && end !== undefined) idle.push([start.line, end]);
  }
  return idle;
}

/** The ranges of lines of functions that were not entered. */
function idleFunctions(file: JsonObject, draft: FileDraft, values: JsonValues): readonly (readonly [from: number, to: number])[] {
  const idle = new Set(draft.functions.filter(({ count }) => count === 0).map(({ line }) => line));
  return [...values.objectsByKey(file, 'fnMap').values()].flatMap((one) => {
    const start =
      startOf({ path: one.path, members: membersOf(one, 'decl') }) ?? startOf({ path: one.path, members: membersOf(one, 'loc') });
    const end = endLineOf(one);
    return start !== undefined && end !== undefined && idle.has(start.line) ? [[start.line, end] as const] : [];
  });
}

function withPartialLines(draft: FileDraft, idle: readonly (readonly [number, number])[]): FileDraft {
  const statements = draft.statements.map((one) =>
    one.count > 0 && idle.some(([from, to]) => one.line >= from && one.line <= to) ? { ...one, isPartial: true as const } : one,
  );
  return { ...draft, statements };
}

function membersOf({ members }: JsonObject, key: string): Readonly<Record<string, unknown>> {
  const value = Object.hasOwn(members, key) ? members[key] : undefined;
  return isJsonObject(value) ? value : {};
}

/** Where a range begins; columns are counted from 0 there, and c8 has been seen to give -1. */
function startOf(range: unknown): { readonly line: number; readonly column: number } | undefined {
  const holder = isJsonObject(range) && isJsonObject(range['members']) ? range['members'] : range;
  const start = isJsonObject(holder) ? holder['start'] : undefined;
  if (!isJsonObject(start)) return undefined;
  const { line, column } = start;
  if (typeof line !== 'number' || !Number.isInteger(line) || line < 1 || line > 1e8) return undefined;
  return { line, column: typeof column === 'number' && column > 0 && column < 1e8 ? Math.trunc(column) + 1 : 1 };
}

function endLineOf(branch: JsonObject): number | undefined {
  const end = membersOf({ path: '', members: membersOf(branch, 'loc') }, 'end')['line'];
  return typeof end === 'number' ? end : undefined;
}
