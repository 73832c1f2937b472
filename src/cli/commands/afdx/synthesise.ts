import { Z3Solver } from '../../../adapters/z3-solver.js';
import { type Json, prettyJson } from '../../../kernel/canonical-json.js';
import { compareDiagnostics, type Diagnostic, formatDiagnostic, printableText } from '../../../kernel/diagnostic.js';
import { askOf } from '../../../twin/afdx/synthesis/ask-solver.js';
import type { AskSolver } from '../../../twin/afdx/synthesis/exact-search.js';
import { frameBounds } from '../../../twin/afdx/synthesis/judge.js';
import type { SynthesisOptions } from '../../../twin/afdx/synthesis/problem.js';
import { plainColumns, readColumns } from '../../../twin/afdx/synthesis/read-columns.js';
import { readMessageTable } from '../../../twin/afdx/synthesis/read-message-table.js';
import { type MessageSet, readMessages } from '../../../twin/afdx/synthesis/read-messages.js';
import { synthesisJson, synthesisText } from '../../../twin/afdx/synthesis/summary.js';
import { type Synthesis, synthesised } from '../../../twin/afdx/synthesis/synthesise.js';
import { type CommandContext, exitCodes, optionText } from '../../context.js';
import { complain } from '../../open-project.js';
import { aircraftNetwork, fileNamed, readAfdxNetwork } from './read-network.js';
import { wrappedText } from './wrapped-text.js';

const usage =
  'ampel afdx synthesise MESSAGES --topology NETWORK [--columns MAPPING] [--output OUT] [--exact] [--seconds N] [--margin PERCENT] [--detour N] [--trees N] [--no-sharing]';
/** Work of one question to the solver: about a minute; it ends at the same point on each run. */
const resourceUnits = 200_000_000;
const queriesMax = 1000;
const secondsDefault = 60;

/** What the command line asks for. */
interface Order {
  readonly path: string;
  readonly options: SynthesisOptions;
  readonly seconds: number;
}

/**
 * `ampel afdx synthesise MESSAGES`: virtual links for the messages of a JSON file or a table, over a topology whose virtual links stay.
 * Exit code 0 with a network, 1 when the messages or the topology do not allow one, 2 when a file cannot be read.
 * @implements LLR-VLO-026
 */
export async function afdxSynthesise(context: CommandContext): Promise<number> {
  const order = orderOf(context);
  if (typeof order === 'string') return refuse(order);
  const topology = readAfdxNetwork(context, optionText(context, 'topology') ?? aircraftNetwork);
  const { value: set, diagnostics: notes } = readMessageFile(context, order.path);
  const { network, placeOf } = topology.reading;
  if (network === undefined || set === undefined) {
    show(context, [...topology.reading.diagnostics, ...notes].sort(compareDiagnostics), undefined, undefined);
    return exitCodes.usage;
  }
  const solver = new Z3Solver();
  const ask = limitedTo(order.seconds, askOf(solver, { resourceUnits, wallSeconds: order.seconds }));
  const exact = context.options.exact === true ? { exact: { queriesMax } } : {};
  const { options } = order;
  const result = await synthesised({ network, placeOf, messages: set.messages, options, bounds: frameBounds, ask, ...exact });
  await solver.close();
  const output = optionText(context, 'output');
  if (result.value !== undefined && output !== undefined) {
    const named = fileNamed(context, output);
    const problems = named.files.writeAtomically(named.path, prettyJson(result.value.network as unknown as Json));
    complain(problems);
    if (problems.length > 0) return exitCodes.usage;
  }
  show(context, [...notes, ...result.diagnostics].sort(compareDiagnostics), result.value, output);
  return result.value === undefined ? exitCodes.red : exitCodes.green;
}

/** A table when the name ends in .csv or a mapping is given, else JSON. */
function readMessageFile(
  context: CommandContext,
  path: string,
): { readonly value: MessageSet | undefined; readonly diagnostics: readonly Diagnostic[] } {
  const text = readText(context, path);
  if (text.value === undefined) return { value: undefined, diagnostics: text.diagnostics };
  const mapping = optionText(context, 'columns');
  if (mapping === undefined && !/\.csv$/i.test(path)) return readMessages({ path, text: text.value });
  if (mapping === undefined) return readMessageTable({ path, text: text.value }, plainColumns);
  const mapped = readText(context, mapping);
  if (mapped.value === undefined) return { value: undefined, diagnostics: mapped.diagnostics };
  const columns = readColumns({ path: mapping, text: mapped.value });
  return columns.value === undefined
    ? { value: undefined, diagnostics: columns.diagnostics }
    : readMessageTable({ path, text: text.value }, columns.value);
}

function readText(context: CommandContext, path: string) {
  const named = fileNamed(context, path);
  const { value, diagnostics } = named.files.readText(named.path);
  return { value, diagnostics: diagnostics.map((finding): Diagnostic => ({ ...finding, place: { path, line: 1, column: 1 } })) };
}

/** A solver that gives up when the seconds of the whole command are over. */
function limitedTo(seconds: number, ask: AskSolver): AskSolver {
  const end = performance.now() + seconds * 1000;
  return async (encoding) => (performance.now() > end ? { verdict: 'unknown', reason: `${seconds} s have passed` } : ask(encoding));
}

function show(
  context: CommandContext,
  findings: readonly Diagnostic[],
  synthesis: Synthesis | undefined,
  output: string | undefined,
): void {
  if (context.options.json === true) {
    const result = synthesis === undefined ? null : synthesisJson(synthesis);
    context.out(
      prettyJson({ findings: findings as unknown as Json, result, output: (synthesis === undefined ? undefined : output) ?? null }),
    );
    return;
  }
  const told = findings.map((finding) => `${formatDiagnostic(finding).split('\n').map(wrappedText).join('')}\n`).join('');
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const written = output === undefined ? '' : `; written to ${output}`;
  const quality = synthesis?.isOptimal === true ? 'no better choice exists' : 'a better choice is not excluded';
  const verdict =
    synthesis === undefined
      ? `✗ no network: ${errors} error${errors === 1 ? '' : 's'}`
      : `✓ each rule, deadline and buffer is kept; ${quality}${written}`;
  context.out(`${told}${synthesis === undefined ? '' : synthesisText(synthesis)}${printableText(verdict)}\n`);
}

function orderOf(context: CommandContext): Order | string {
  const [, path, ...more] = context.positionals;
  if (path === undefined) return 'a message file is needed';
  if (more.length > 0) return `"${more.join(' ')}" is not understood`;
  const number = (name: string, otherwise: number, most: number): number | undefined => {
    const text = optionText(context, name);
    if (text === undefined) return otherwise;
    return /^\d{1,6}$/.test(text) && Number(text) <= most ? Number(text) : undefined;
  };
  const figures = {
    seconds: number('seconds', secondsDefault, 86_400),
    margin: number('margin', 20, 1000),
    detour: number('detour', 0, 16),
    trees: number('trees', 8, 256),
  };
  const { seconds, margin, detour, trees } = figures;
  if (seconds === undefined || margin === undefined || detour === undefined || trees === undefined || trees === 0) {
    const wrong = Object.entries(figures).find(([, value]) => value === undefined)?.[0] ?? 'trees';
    return `--${wrong} takes a whole number, not "${optionText(context, wrong) ?? ''}"`;
  }
  const share = context.options['no-sharing'] !== true;
  return { path, seconds, options: { marginPercent: margin, detourSwitchesMax: detour, treesMax: trees, share } };
}

function refuse(message: string): number {
  process.stderr.write(`error CLI-102: ${printableText(message)}\n  why: nothing was planned\n  fix: ${usage}\n`);
  return exitCodes.usage;
}
