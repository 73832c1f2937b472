import type { Diagnostic, Place } from '../../../kernel/diagnostic.js';
import type { Read } from '../../../kernel/result.js';
import type { CaseResult } from '../model.js';
import { resultFinding } from './findings.js';
import { aggregate, nestingDepthMax, type ResultNode, resultsOf, worsen } from './result-tree.js';

/** A result file: path from the project root, or a name for a stream, and its text. */
export interface ResultText {
  readonly path: string;
  readonly text: string;
}

/** The test points read so far at one indentation, not yet claimed by the point that encloses them. */
interface Level {
  readonly points: ResultNode[];
  /** Number of tests announced; undefined before the plan was seen. */
  plan: number | undefined;
  /** Name given by a `# Subtest` line. */
  name: string;
  place: Place | undefined;
  /** A buffered subtest whose `{` is open: its points stand one level deeper. */
  open: ResultNode | undefined;
}

const pointPattern = /^(not )?ok\b(?:[ \t]+(\d+))?(?:[ \t]+-(?=[ \t]|$))?(?:[ \t]+(.*))?$/;
const planPattern = /^(\d+)\.\.(\d+)(?:[ \t]*(?:#.*)?)?$/;
const directivePattern = /(?:^|\s)#[ \t]*(skip|todo|time=)/i;

/**
 * Reads the Test Anything Protocol, versions 12 to 14, with nested subtests streamed or in `{}`. Returns every named
 * test, inner ones with the worst outcome of what they contain. Lines that are not TAP are passed over.
 * Source: TAP 14 specification (testanything.org).
 * @implements LLR-SCN-015
 */
export function readTap(source: ResultText): Read<readonly CaseResult[]> {
  const reader = new TapReader(source.path);
  let line = 0;
  for (let start = 0; start <= source.text.length && !reader.stopped; ) {
    const found = source.text.indexOf('\n', start);
    const end = found < 0 ? source.text.length : found;
    line += 1;
    reader.line(source.text.slice(start, end).trimEnd(), line);
    start = end + 1;
  }
  return reader.finish(line);
}

class TapReader {
  stopped = false;
  private readonly levels: Level[] = [newLevel()];
  private readonly diagnostics: Diagnostic[] = [];
  /** Indentation of an open YAML block; -1 outside. */
  private yaml = -1;
  private yamlKey = false;
  private last: ResultNode | undefined;
  /** node-tap ends the file it writes with a summary in the place of a plan. */
  private summary = false;

  constructor(private readonly path: string) {}

  line(raw: string, line: number): void {
    const text = raw.trimStart();
    const indent = raw.length - text.length;
    if (text === '' || this.inYaml(text, indent)) return;
    if (text === '---' && this.last !== undefined) this.yaml = indent;
    else if (text.startsWith('Bail out!')) this.bailOut(text, this.placeOf(line, indent));
    else if (indent % 4 === 0) this.tapLine(text, indent / 4, this.placeOf(line, indent));
  }

  finish(line: number): Read<readonly CaseResult[]> {
    while (this.levels.length > 1) this.abandon(this.levels.length - 1, this.placeOf(Math.max(line, 1), 0));
    const top = this.levels[0] as Level;
    if (!(top.plan === undefined && this.summary)) this.checkPlan(top, this.placeOf(Math.max(line, 1), 0));
    return { value: resultsOf(top.points), diagnostics: this.diagnostics };
  }

  private placeOf(line: number, indent: number): Place {
    return { path: this.path, line, column: indent + 1 };
  }

  /** Passes over the block of details behind a test point, taking only a failure's message from it. */
  private inYaml(text: string, indent: number): boolean {
    if (this.yaml < 0) return false;
    if ((text === '...' && indent === this.yaml) || indent < this.yaml) {
      const ended = text === '...';
      this.yaml = -1;
      this.yamlKey = false;
      return ended;
    }
    this.yamlLine(text, indent);
    return true;
  }

  private yamlLine(text: string, indent: number): void {
    const { last } = this;
    if (last === undefined || last.outcome !== 'failed' || last.message !== '') return;
    if (this.yamlKey) last.message = text;
    const match = indent === this.yaml ? /^(?:message|error):[ \t]*(.*)$/.exec(text) : null;
    this.yamlKey = match !== null && /^[|>][+-]?$/.test(match[1] ?? '');
    if (match !== null && !this.yamlKey) last.message = (match[1] ?? '').replace(/^(['"])(.*)\1$/, '$2');
  }

  private tapLine(text: string, depth: number, place: Place): void {
    const point = pointPattern.exec(text);
    const plan = point === null ? planPattern.exec(text) : null;
    const subtest = /^# Subtest(?:: (.*))?$/.exec(text);
    const closes = text === '}' && this.levels[depth]?.open !== undefined;
    if (/^# \{ total: \d/.test(text) && depth === 0) this.summary = true;
    if (point === null && plan === null && subtest === null && !closes) return;
    if (depth >= nestingDepthMax) {
      this.tooDeep(place);
      return;
    }
    while (this.levels.length <= depth) this.levels.push(newLevel());
    if (point !== null) this.point(point, depth, place);
    else if (plan !== null) this.plan(plan, depth, place);
    else if (subtest !== null) this.subtest(subtest[1] ?? '', depth, place);
    else this.close(depth, place);
  }

  private point(match: RegExpExecArray, depth: number, place: Place): void {
    const level = this.levels[depth] as Level;
    if (level.open !== undefined) this.close(depth, place);
    const node = nodeOf(match, level.points.length + 1, place);
    while (this.levels.length > depth + 2) this.abandon(this.levels.length - 1, place);
    const buffered = /\{$/.test(match[3] ?? '');
    if (this.levels.length > depth + 1) this.claim(node, this.levels.pop() as Level);
    level.points.push(node);
    level.open = buffered ? node : undefined;
    this.last = node;
  }

  /** Gives a point the points that stand one level deeper. */
  private claim(node: ResultNode, level: Level): void {
    if (level.points.length === 0 && level.plan === undefined) return;
    node.children = level.points;
    if (!this.checkPlan(level, node.place)) worsen(node, 'failed', 'its plan and its number of tests differ');
    if (node.outcome !== 'passed' && node.children.length === 0) node.children = undefined;
    aggregate(node);
  }

  private close(depth: number, place: Place): void {
    const level = this.levels[depth] as Level;
    const node = level.open as ResultNode;
    level.open = undefined;
    while (this.levels.length > depth + 2) this.abandon(this.levels.length - 1, place);
    if (this.levels.length > depth + 1) this.claim(node, this.levels.pop() as Level);
  }

  private plan(match: RegExpExecArray, depth: number, place: Place): void {
    const level = this.levels[depth] as Level;
    const count = Math.max(0, Number(match[2]) - Number(match[1]) + 1);
    if (level.plan !== undefined) this.diagnostics.push(resultFinding('SCN-203', 'the stream has a second plan', place));
    level.plan = count;
    level.place = place;
  }

  private subtest(name: string, depth: number, place: Place): void {
    while (this.levels.length > depth + 1) this.abandon(this.levels.length - 1, place);
    this.levels.push({ ...newLevel(), name: unescaped(name), place });
    this.last = undefined;
  }

  /** Closes a level that no point claims: what it holds did not finish. */
  private abandon(depth: number, place: Place): void {
    const level = this.levels.pop() as Level;
    const parent = this.levels[depth - 1] as Level;
    if (level.points.length === 0 && level.plan === undefined && level.name === '') return;
    const name = level.name !== '' ? level.name : 'unfinished subtest';
    this.diagnostics.push(resultFinding('SCN-204', `the subtest "${name}" has no result`, level.place ?? place));
    if (parent.open !== undefined) {
      parent.open.children = level.points;
      worsen(parent.open, 'failed', 'it did not finish');
      return;
    }
    parent.points.push({ name, outcome: 'failed', message: 'it did not finish', place: level.place ?? place, children: level.points });
  }

  private checkPlan(level: Level, place: Place): boolean {
    if (level.plan === level.points.length) return true;
    if (level.plan === undefined) {
      this.diagnostics.push(resultFinding('SCN-202', 'the stream has no plan', place));
      return true;
    }
    this.diagnostics.push(
      resultFinding('SCN-203', `${level.plan} tests are planned and ${level.points.length} reported`, level.place ?? place),
    );
    return false;
  }

  private bailOut(text: string, place: Place): void {
    const reason = text.slice('Bail out!'.length).trim();
    this.diagnostics.push(resultFinding('SCN-201', reason === '' ? 'the runner bailed out' : `the runner bailed out: ${reason}`, place));
    this.stopped = true;
  }

  private tooDeep(place: Place): void {
    this.diagnostics.push(resultFinding('SCN-205', `results are nested deeper than ${nestingDepthMax}`, place));
    this.stopped = true;
  }
}

function newLevel(): Level {
  return { points: [], plan: undefined, name: '', place: undefined, open: undefined };
}

function nodeOf(match: RegExpExecArray, position: number, place: Place): ResultNode {
  const rest = (match[3] ?? '').replace(/[ \t]*\{$/, '');
  const directive = directivePattern.exec(rest);
  const name = unescaped((directive === null ? rest : rest.slice(0, directive.index)).trim());
  const said = directive === null ? '' : (directive[1] ?? '').toLowerCase();
  const reason =
    directive === null
      ? ''
      : rest
          .slice(directive.index + directive[0].length)
          .replace(/^\S*/, '')
          .replace(/\s*#\s*time=\S*$/, '');
  const outcome = said === 'todo' ? 'todo' : said === 'skip' ? 'skipped' : match[1] === undefined ? 'passed' : 'failed';
  const message = said === 'todo' || said === 'skip' ? unescaped(reason.trim()) : '';
  return { name: name === '' ? `test ${match[2] ?? position}` : name, outcome, message, place, children: undefined };
}

function unescaped(text: string): string {
  return text.replace(/\\([\\#])/g, '$1');
}
