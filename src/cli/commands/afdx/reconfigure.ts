import { prettyJson } from '../../../kernel/canonical-json.js';
import { compareDiagnostics, type Diagnostic, printableText } from '../../../kernel/diagnostic.js';
import { compareRationals, rational, rationalFrom, roundedUp, times } from '../../../kernel/rational.js';
import type { AfdxNetwork } from '../../../twin/afdx/network.generated.js';
import { candidateTextOf } from '../../../twin/afdx/reconfiguration/candidate-text.js';
import { valueChangesOf } from '../../../twin/afdx/reconfiguration/change.js';
import type { ProvedOption } from '../../../twin/afdx/reconfiguration/option-proof.js';
import { reconfigurationRecordOf } from '../../../twin/afdx/reconfiguration/reconfiguration-record.js';
import { type Reconfiguration, reconfigurationOf } from '../../../twin/afdx/reconfiguration/reconfigure.js';
import { checkTiming } from '../../../twin/afdx/timing-rules/check-timing.js';
import { type CommandContext, exitCodes, optionText } from '../../context.js';
import { complain } from '../../open-project.js';
import { oneFileOnly } from './check.js';
import { aircraftNetwork, fileNamed, type NetworkFile, readAfdxNetwork } from './read-network.js';
import { reconfigurationJsonOf, reconfigurationTextOf, recordPathOf } from './reconfigure-text.js';

/** Candidates proved at most: about half a minute for a network of 180 virtual links. */
const proofsDefault = 400;
const marginPercentDefault = '10';
const usage =
  'ampel afdx reconfigure [FILE] [--link ID] [--load-limit PERCENT] [--margin-limit PERCENT] [--proofs N] [--option N] [--output OUT]';

/** What is asked for. */
interface Choice {
  readonly loadPartsPerMillionMax: number | undefined;
  readonly marginPartsPerMillionMin: number;
  readonly linkId: string | undefined;
  readonly proofsMax: number;
  /** Which of the offered options is written, from 1. */
  readonly option: number;
}

/**
 * `ampel afdx reconfigure [FILE]`: bottlenecks, and the changes against them that pass their proof. With `--output` one of them is written
 * as a candidate for configuration control, and its record beside it.
 * @implements LLR-RCF-012
 */
export async function afdxReconfigure(context: CommandContext): Promise<number> {
  const [, path = aircraftNetwork, ...more] = context.positionals;
  if (more.length > 0) return oneFileOnly('reconfigure', more);
  const choice = choiceOf(context);
  if (typeof choice === 'string') return refuse(choice);
  const file = readAfdxNetwork(context, path);
  const { network } = file.reading;
  const { value, diagnostics } =
    network === undefined ? { value: undefined, diagnostics: file.reading.diagnostics } : analysed(network, file, choice);
  const option = value?.offered[choice.option - 1];
  const out = optionText(context, 'output');
  if (out !== undefined && value !== undefined && option !== undefined) {
    const problems = written(context, out, value, option, file.text ?? '');
    complain(problems);
    if (problems.length > 0) return exitCodes.usage;
  }
  const shown = { path, findings: [...diagnostics].sort(compareDiagnostics), value, output: option === undefined ? undefined : out };
  context.out(
    context.options.json === true ? prettyJson(reconfigurationJsonOf(shown)) : reconfigurationTextOf(shown, context.options.all === true),
  );
  if (network === undefined || diagnostics.some(({ code }) => code === 'AFDX-266')) return exitCodes.usage;
  return diagnostics.some(({ severity }) => severity === 'error') ? exitCodes.red : exitCodes.green;
}

function analysed(network: AfdxNetwork, { path, reading }: NetworkFile, choice: Choice) {
  const spared = (100 - network.reservationsPercent.spare) * 10_000;
  const limits = {
    loadPartsPerMillionMax: choice.loadPartsPerMillionMax ?? spared,
    marginPartsPerMillionMin: choice.marginPartsPerMillionMin,
    linkId: choice.linkId,
  };
  return reconfigurationOf(network, {
    trigger: { kind: 'request', detail: `analysis of ${path}` },
    limits,
    placeOf: reading.placeOf,
    timing: (candidate) => checkTiming(candidate, 'frame', reading.placeOf),
    proofsMax: choice.proofsMax,
  });
}

/** Writes candidate and record; the record is named as the candidate, with `.record.json` at its end. */
function written(
  context: CommandContext,
  out: string,
  value: Reconfiguration,
  option: ProvedOption,
  presentText: string,
): readonly Diagnostic[] {
  const changes = valueChangesOf(value.before.network, option.change);
  const candidateText = candidateTextOf(presentText, option.candidate.network, changes);
  const record = reconfigurationRecordOf(value, option, { time: context.clock.today(), presentText, candidateText });
  const candidate = fileNamed(context, out);
  const beside = fileNamed(context, recordPathOf(out));
  return [...candidate.files.writeAtomically(candidate.path, candidateText), ...beside.files.writeAtomically(beside.path, record)];
}

/** What the options ask for, or what is wrong with them. */
function choiceOf(context: CommandContext): Choice | string {
  const load = optionText(context, 'load-limit');
  const loadLimit = load === undefined ? undefined : partsPerMillionOf(load);
  if (load !== undefined && loadLimit === undefined) return `"${load}" is no share from 0 to 100 percent`;
  const margin = optionText(context, 'margin-limit') ?? marginPercentDefault;
  const marginLimit = partsPerMillionOf(margin);
  if (marginLimit === undefined) return `"${margin}" is no share from 0 to 100 percent`;
  const proofsMax = countOf(optionText(context, 'proofs') ?? String(proofsDefault));
  if (proofsMax === undefined) return `"${optionText(context, 'proofs')}" is no number of proofs`;
  const option = countOf(optionText(context, 'option') ?? '1');
  if (option === undefined || option < 1) return `"${optionText(context, 'option')}" is no number of an option`;
  return {
    loadPartsPerMillionMax: loadLimit,
    marginPartsPerMillionMin: marginLimit,
    linkId: optionText(context, 'link'),
    proofsMax,
    option,
  };
}

function partsPerMillionOf(percent: string): number | undefined {
  const share = percent.length > 20 ? undefined : rationalFrom(percent);
  if (share === undefined || compareRationals(share, rational(0n)) < 0 || compareRationals(share, rational(100n)) > 0) return undefined;
  return Number(roundedUp(times(share, rational(10_000n))));
}

function countOf(text: string): number | undefined {
  return /^\d{1,7}$/.test(text) ? Number(text) : undefined;
}

function refuse(message: string): number {
  process.stderr.write(`error CLI-102: ${printableText(message)}\n  why: nothing was analysed\n  fix: ${usage}\n`);
  return exitCodes.usage;
}
