import { prettyJson } from '../../../kernel/canonical-json.js';
import { compareDiagnostics, printableText } from '../../../kernel/diagnostic.js';
import type { AfdxNetwork } from '../../../twin/afdx/network.generated.js';
import { type ScheduleReport, scheduleReportOf } from '../../../twin/afdx/schedule/schedule-report.js';
import { countableNetworkOf } from '../../../twin/afdx/timing-rules/check-timing.js';
import { type CommandContext, exitCodes, optionText } from '../../context.js';
import { complain } from '../../open-project.js';
import { oneFileOnly } from './check.js';
import { aircraftNetwork, fileNamed, type NetworkFile, readAfdxNetwork } from './read-network.js';
import { scheduleFileOf, scheduleJsonOf, scheduleTextOf } from './schedule-text.js';

/** Work of the search, in steps: less than 30 s on a machine of 2020 with a load of its own. */
const stepsDefault = 300_000_000;
const stepsLargest = 1_000_000_000_000;
/** Offsets in parts of a slot of 1 ms; each divides it. */
const grids = [1, 2, 4, 5, 8, 10, 20, 25, 40, 50, 100, 125, 200, 250, 500, 1000];
const usage = 'ampel afdx schedule [FILE] [--scope end-systems|network] [--grid MICROSECONDS] [--steps N] [--seed N] [--output OUT]';

/** What is asked for. */
interface Choice {
  readonly scope: 'end-systems' | 'network';
  readonly stepMicroseconds: number;
  readonly stepsMax: number;
  readonly seed: number;
}

/**
 * `ampel afdx schedule [FILE]`: release offsets, their tables in short form, and the delays before and after.
 * @implements LLR-TTS-022
 */
export async function afdxSchedule(context: CommandContext): Promise<number> {
  const [, path = aircraftNetwork, ...more] = context.positionals;
  if (more.length > 0) return oneFileOnly('schedule', more);
  const choice = choiceOf(context);
  if (typeof choice === 'string') return refuse(choice);
  const file = readAfdxNetwork(context, path);
  const { network } = file.reading;
  const { report, diagnostics } =
    network === undefined ? { report: undefined, diagnostics: file.reading.diagnostics } : scheduled(network, file, choice);
  const findings = [...diagnostics].sort(compareDiagnostics);
  const out = optionText(context, 'output');
  if (out !== undefined && network !== undefined && report?.plan !== undefined) {
    const named = fileNamed(context, out);
    const problems = named.files.writeAtomically(named.path, prettyJson(scheduleFileOf(network, report, report.plan)));
    complain(problems);
    if (problems.length > 0) return exitCodes.usage;
  }
  const shown = { path, findings, report, output: report?.plan === undefined ? undefined : out };
  context.out(context.options.json === true ? prettyJson(scheduleJsonOf(shown)) : scheduleTextOf(shown));
  if (network === undefined) return exitCodes.usage;
  return findings.some(({ severity }) => severity === 'error') ? exitCodes.red : exitCodes.green;
}

function scheduled(network: AfdxNetwork, { reading }: NetworkFile, choice: Choice) {
  const { value: timing, diagnostics } = countableNetworkOf(network, reading.placeOf);
  if (timing === undefined) return { report: undefined as ScheduleReport | undefined, diagnostics };
  const indexOf = new Map(network.virtualLinks.map(({ id }, index) => [id, index]));
  const order = {
    scope: choice.scope,
    stepMicroseconds: choice.stepMicroseconds,
    jitterAllowanceMicroseconds: network.jitterAllowanceMicroseconds ?? 0,
    placeOf: (virtualLink: number) => reading.placeOf(`/virtualLinks/${indexOf.get(virtualLink) ?? 0}`),
  };
  const result = scheduleReportOf(timing, order, { seed: choice.seed, stepsMax: choice.stepsMax });
  return { report: result.value, diagnostics: result.diagnostics };
}

/** What the options ask for, or what is wrong with them. */
function choiceOf(context: CommandContext): Choice | string {
  const scope = optionText(context, 'scope') ?? 'end-systems';
  if (scope !== 'end-systems' && scope !== 'network') return `there is no scope "${scope}"`;
  const grid = wholeNumber(optionText(context, 'grid') ?? '1000');
  if (grid === undefined || !grids.includes(grid)) return `a grid of ${optionText(context, 'grid')} µs does not divide a slot of 1 ms`;
  if (scope === 'network' && grid !== 1000) return 'the scope "network" has slots of 1 ms only';
  const stepsMax = wholeNumber(optionText(context, 'steps') ?? String(stepsDefault));
  if (stepsMax === undefined || stepsMax < 1 || stepsMax > stepsLargest) return `"${optionText(context, 'steps')}" is no number of steps`;
  const seed = wholeNumber(optionText(context, 'seed') ?? '1');
  if (seed === undefined) return `"${optionText(context, 'seed')}" is no seed`;
  return { scope, stepMicroseconds: grid, stepsMax, seed };
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function refuse(message: string): number {
  process.stderr.write(`error CLI-102: ${printableText(message)}\n  why: nothing was scheduled\n  fix: ${usage}\n`);
  return exitCodes.usage;
}
