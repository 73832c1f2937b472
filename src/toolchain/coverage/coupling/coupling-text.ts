import { type Json, prettyJson } from '../../../kernel/canonical-json.js';
import { printableText } from '../../../kernel/diagnostic.js';
import type { ExercisedCouple } from './exercised-couples.js';

/** Most gaps and pairs that are listed unless all are asked for. */
const listedMaximum = 20;

/**
 * The couples for a terminal: each pair of components with how many control and data couples were exercised, then the places that no test
 * case exercises, and the verdict last.
 * @param findingsCount findings that were listed before
 * @implements LLR-COV-066
 */
export function couplingText(couples: readonly ExercisedCouple[], findingsCount: number, isAll: boolean): string {
  const pairs = new Map<string, { readonly control: [number, number]; readonly data: [number, number] }>();
  for (const { from, to, kind, cases } of couples) {
    const pair = pairs.get(`${from} → ${to}`) ?? { control: [0, 0], data: [0, 0] };
    pairs.set(`${from} → ${to}`, pair);
    pair[kind][1] += 1;
    if (cases.length > 0) pair[kind][0] += 1;
  }
  const lines = ['     control        data  components'];
  const rows = [...pairs].sort(([, a], [, b]) => lackOf(b) - lackOf(a));
  for (const [name, { control, data }] of isAll ? rows : rows.slice(0, listedMaximum))
    lines.push(`${control.join('/').padStart(12)}${data.join('/').padStart(12)}  ${printableText(name)}`);
  const gaps = gapsByPlace(couples);
  lines.push('');
  for (const { place, what } of isAll ? gaps : gaps.slice(0, listedMaximum)) lines.push(`${place} ${short(what)}`);
  if (!isAll && gaps.length > listedMaximum) lines.push(`and ${gaps.length - listedMaximum} more; --all lists them`);
  if (gaps.length > 0) lines.push('');
  return `${lines.join('\n')}\n${verdictText(couples, gaps.length, findingsCount)}\n`;
}

function verdictText(couples: readonly ExercisedCouple[], gaps: number, findings: number): string {
  if (findings > 0) return `✗ coupling: ${findings} findings, and ${gaps} places are not exercised`;
  if (couples.length === 0) return '✗ coupling: no couple between components was found';
  return gaps === 0 ? `✓ coupling: ${couples.length} couples are declared and exercised` : `✗ coupling: ${gaps} places are not exercised`;
}

function lackOf({ control, data }: { readonly control: readonly [number, number]; readonly data: readonly [number, number] }): number {
  return control[1] - control[0] + data[1] - data[0];
}

/** Couples of one place that no test case exercises, together. */
function gapsByPlace(couples: readonly ExercisedCouple[]): readonly { readonly place: string; readonly what: string }[] {
  const gaps = new Map<string, string[]>();
  for (const { cases, place, how, name, from, to } of couples) {
    if (cases.length > 0) continue;
    const key = `${printableText(place.path)}:${place.line}:${place.column}`;
    const list = gaps.get(key) ?? [`not exercised, ${from} → ${to}:`];
    gaps.set(key, list);
    list.push(how === 'parameter' ? `${how} ${name.slice(name.lastIndexOf(' ') + 1)},` : `${how} ${name},`);
  }
  return [...gaps].map(([place, list]) => ({ place, what: list.join(' ').replace(/,$/, '') }));
}

function short(text: string): string {
  const printable = printableText(text);
  return printable.length > 96 ? `${printable.slice(0, 95)}…` : printable;
}

/**
 * The couples as JSON, each with its place, the test cases that exercise it, and their requirements.
 * @param requirementsOf requirements that a test case verifies
 * @implements LLR-COV-066
 */
export function couplingJson(
  couples: readonly ExercisedCouple[],
  findingsCount: number,
  requirementsOf: (testCase: string) => readonly string[],
): string {
  const isExercised = couples.length > 0 && couples.every(({ cases }) => cases.length > 0);
  return prettyJson({
    schema: 'urn:ampel:coupling:v1',
    verdict: isExercised && findingsCount === 0 ? 'exercised' : 'not-exercised',
    couples: couples.map(({ kind, how, from, to, name, place, cases, isDeclared }): Json => {
      const requirements = [...new Set(cases.flatMap((id) => requirementsOf(id)))].sort();
      return { kind, how, from, to, name, place: { ...place }, cases, requirements, isDeclared };
    }),
  });
}
