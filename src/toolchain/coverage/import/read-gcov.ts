import { type FileDraft, fileDraft, fileFrom, isLine } from './file-draft.js';
import type { ImportFindings } from './import-finding.js';
import type { ImportedCondition, ImportedFile, ImportedWay } from './imported-coverage.generated.js';
import { type JsonObject, JsonValues } from './json-values.js';

/** Most conditions that gcc records of one decision; a larger number in a file is damage. */
const conditionsMaximum = 64;

/**
 * Files of the JSON that `gcov --json-format` writes, of format version 1 (gcc 9 to 13) and 2 (gcc 14 with blocks and conditions).
 * Branches are the edges of the compiler's control flow graph. Those of calls that may throw, with their partners, are no decisions and
 * are left out. `conditions` is masking MC/DC. Source: gcov(1) of gcc 14, section "JSON format".
 * @implements LLR-CVI-003
 */
export function readGcov(root: JsonObject, findings: ImportFindings): readonly ImportedFile[] {
  const folder = root.members['current_working_directory'];
  const values = new JsonValues(findings);
  return values.objects(root, 'files').flatMap((file) => {
    const path = values.text(file, 'file');
    return path === undefined ? [] : [gcovFile(file, fileDraft(path, typeof folder === 'string' ? [folder] : []), values, findings)];
  });
}

function gcovFile(file: JsonObject, draft: FileDraft, values: JsonValues, findings: ImportFindings): ImportedFile {
  const names = gcovFunctions(file, draft, values);
  const balances = new Map<string, Balance>();
  for (const one of values.objects(file, 'lines')) {
    const [line, count] = [values.line(one, 'line_number'), values.count(one, 'count')];
    if (line === undefined || count === undefined) continue;
    const isPartial = one.members['unexecuted_block'] === true && count > 0;
    draft.statements.push({ line, column: 1, count, ...(isPartial ? { isPartial: true as const } : {}) });
    const name = typeof one.members['function_name'] === 'string' ? one.members['function_name'] : '';
    const scope = names.get(name) ?? name;
    const balance = balances.get(scope) ?? { line, twoWay: 0, conditions: 0 };
    balances.set(scope, balance);
    const here = { draft, line, scope };
    balance.twoWay += gcovBranches(one, here, values);
    balance.conditions += gcovConditions(one, here, values, findings);
  }
  addUnmeasured(draft, balances);
  return fileFrom(draft);
}

/** Adds the functions; their readable names by those of the linker. */
function gcovFunctions(file: JsonObject, draft: FileDraft, values: JsonValues): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const one of values.objects(file, 'functions')) {
    const [name, line, count] = [values.text(one, 'name'), values.line(one, 'start_line'), values.count(one, 'execution_count')];
    if (name === undefined || line === undefined || count === undefined) continue;
    const { start_column: start, demangled_name: readable } = one.members;
    const shown = typeof readable === 'string' && readable !== '' ? readable : name;
    names.set(name, shown);
    draft.functions.push({ name: shown, line, column: isLine(start) ? start : 1, count });
  }
  return names;
}

interface Balance {
  readonly line: number;
  /** Blocks with two ways, each of which is the branch of one condition, and conditions that have a record. */
  twoWay: number;
  conditions: number;
}

/**
 * A function with one branch more than conditions lacks no decision of several conditions; with two it may. A file without any condition
 * was compiled without -fcondition-coverage, and branches of several lines may be one decision.
 */
function addUnmeasured(draft: FileDraft, balances: ReadonlyMap<string, Balance>): void {
  const lacking = [...balances].filter(([, { twoWay, conditions }]) => twoWay - conditions >= 2);
  if (lacking.length > 0 && draft.decisions.length === 0) {
    draft.unknown.push({ measure: 'mcdc', line: 1, why: 'the data holds no conditions; gcc 14 records them with -fcondition-coverage' });
    return;
  }
  for (const [scope, { line, twoWay, conditions }] of lacking) {
    draft.unknown.push({
      measure: 'mcdc',
      line,
      why: `${twoWay - conditions} branches of ${scope || 'a line'} have no record of conditions`,
    });
  }
}

interface Here {
  readonly draft: FileDraft;
  readonly line: number;
  readonly scope: string;
}

/** Adds the branches of a line; the number of those with two ways. */
function gcovBranches(line: JsonObject, { draft, line: number, scope }: Here, values: JsonValues): number {
  const edges = values.objects(line, 'branches').map((branch) => ({
    count: values.count(branch, 'count') ?? 0,
    isThrow: branch.members['throw'] === true,
    block: branch.members['source_block_id'],
  }));
  const add = (ways: readonly number[]): void => {
    const named: ImportedWay[] = ways.map((count, index) => ({ what: `way ${index + 1} of ${ways.length}`, count }));
    if (ways.length > 0) draft.branches.push({ line: number, column: 1, scope, what: 'branch', ways: named });
  };
  if (edges.some(({ block }) => block === undefined)) {
    // Before gcc 14 nothing says which edges leave one block: the line is one branch, and the partner of an exception stays in it.
    const ways = edges.filter(({ isThrow }) => !isThrow);
    add(ways.map(({ count }) => count));
    return Math.trunc(ways.length / 2);
  }
  const blocks = new Map<unknown, (typeof edges)[number][]>();
  for (const edge of edges) {
    const block = blocks.get(edge.block);
    if (block === undefined) blocks.set(edge.block, [edge]);
    else block.push(edge);
  }
  let twoWay = 0;
  for (const ways of blocks.values()) {
    if (ways.some(({ isThrow }) => isThrow)) continue;
    if (ways.length === 2) twoWay += 1;
    add(ways.map(({ count }) => count));
  }
  return twoWay;
}

/** Adds the decisions of a line; the number of their conditions. */
function gcovConditions(line: JsonObject, { draft, line: number, scope }: Here, values: JsonValues, findings: ImportFindings): number {
  let total = 0;
  for (const one of values.objects(line, 'conditions')) {
    const count = values.count(one, 'count') ?? 0;
    if (count === 0 || count % 2 !== 0 || count / 2 > conditionsMaximum) {
      findings.add('CVI-104', `${one.path}.count is not twice a number of at most ${conditionsMaximum} conditions`);
      continue;
    }
    const missing = (key: string): ReadonlySet<unknown> => new Set(values.list(one, key));
    const [notTrue, notFalse] = [missing('not_covered_true'), missing('not_covered_false')];
    const conditions: ImportedCondition[] = Array.from({ length: count / 2 }, (_, index) => ({
      text: `condition ${index + 1} of ${count / 2}`,
      shownTrue: !notTrue.has(index),
      shownFalse: !notFalse.has(index),
    }));
    const seen = conditions.reduce((sum, { shownTrue, shownFalse }) => sum + Number(shownTrue) + Number(shownFalse), 0);
    if (seen !== one.members['covered']) {
      findings.add('CVI-104', `${one.path}.covered is not ${seen}, which its lists leave`);
      continue;
    }
    draft.decisions.push({ line: number, column: 1, scope, criterion: 'masking', conditions });
    total += count / 2;
  }
  return total;
}
