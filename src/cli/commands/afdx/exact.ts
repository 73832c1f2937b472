import { Z3Solver } from '../../../adapters/z3-solver.js';
import { type Json, prettyJson } from '../../../kernel/canonical-json.js';
import { compareDiagnostics, type Diagnostic } from '../../../kernel/diagnostic.js';
import type { Solver } from '../../../ports/solver.js';
import { exactFindingsOf } from '../../../twin/afdx/exact/exact-findings.js';
import { exactQuestionOf } from '../../../twin/afdx/exact/exact-question.js';
import { exactWorstCaseOf } from '../../../twin/afdx/exact/exact-worst-case.js';
import { lemmas } from '../../../twin/afdx/exact/lemmas.js';
import { passageLimitsOf } from '../../../twin/afdx/exact/passage-limits.js';
import { usualLimits, type WorstCase, type WorstCaseLimits } from '../../../twin/afdx/exact/worst-case.js';
import type { AfdxNetwork } from '../../../twin/afdx/network.generated.js';
import type { TimingDestination, TimingFlow, TimingNetwork } from '../../../twin/afdx/timing/timing-network.js';
import { countableNetworkOf } from '../../../twin/afdx/timing-rules/check-timing.js';
import { type CommandContext, exitCodes, optionText } from '../../context.js';
import { complain } from '../../open-project.js';
import { oneFileOnly } from './check.js';
import { exactJson, exactText } from './exact-text.js';
import { aircraftNetwork, fileNamed, readAfdxNetwork } from './read-network.js';

/** Most destinations that are asked for without being named. */
const destinationsMaximum = 100;

/**
 * `ampel afdx exact FILE`: exact worst-case delays by search and solver, of one virtual link or of each of a small network.
 * @implements LLR-EXA-015
 */
export async function afdxExact(context: CommandContext): Promise<number> {
  const [, path = aircraftNetwork, ...more] = context.positionals;
  if (more.length > 0) return oneFileOnly('exact', more);
  const seconds = Number(optionText(context, 'seconds') ?? usualLimits.seconds);
  if (!(seconds > 0 && seconds <= 86_400))
    return wrong('--seconds is a number of seconds above 0, at most 86400', 'ampel afdx exact FILE --seconds 60');
  const { text, reading } = readAfdxNetwork(context, path);
  const { network, placeOf } = reading;
  const built = network === undefined ? { value: undefined, diagnostics: reading.diagnostics } : countableNetworkOf(network, placeOf);
  if (network === undefined || built.value === undefined) {
    if (context.options.json === true) context.out(prettyJson({ path, findings: built.diagnostics } as unknown as Json));
    else context.out(exactText({ path, identity: '', confirmed: 0, cases: [], findings: built.diagnostics }));
    return text === undefined || network === undefined ? exitCodes.usage : exitCodes.red;
  }
  const asked = askedFor(context, built.value);
  if (asked.length === 0)
    return wrong('no destination is of that virtual link, network and name', 'name what the file holds, or leave an option out');
  if (asked.length > destinationsMaximum)
    return wrong(
      `${asked.length} destinations are asked for, at most ${destinationsMaximum} at once`,
      'name one virtual link with --vl ID',
    );
  return answered(context, { path, network, timing: built.value, placeOf, asked }, { ...usualLimits, seconds });
}

/** What is asked for, and where it comes from. */
interface Asked {
  readonly path: string;
  readonly network: AfdxNetwork;
  readonly timing: TimingNetwork;
  readonly placeOf: Parameters<typeof exactFindingsOf>[1]['placeOf'];
  readonly asked: readonly { readonly flow: TimingFlow; readonly destination: TimingDestination }[];
}

async function answered(
  context: CommandContext,
  { path, network, timing, placeOf, asked }: Asked,
  limits: WorstCaseLimits,
): Promise<number> {
  const solver = new Z3Solver();
  try {
    const identity = await solver.identity();
    const findings: Diagnostic[] = [];
    const confirmed = await confirmedLemmas(solver, limits);
    if (confirmed < lemmas.length) findings.push(unconfirmed(lemmas[confirmed]?.name ?? ''));
    const passages = passageLimitsOf(timing);
    const cases: WorstCase[] = [];
    for (const { flow, destination } of asked) {
      context.progress(`virtual link ${flow.virtualLink} on ${flow.network} to ${destination.endSystem}`);
      const worstCase = await exactWorstCaseOf(exactQuestionOf(passages, flow, destination), solver, limits);
      cases.push(worstCase);
      const allowanceTicks = Math.ceil((network.jitterAllowanceMicroseconds ?? 0) * (timing.ticksPerSecond / 1_000_000));
      const virtualLinkIndex = network.virtualLinks.findIndex(({ id }) => id === flow.virtualLink);
      findings.push(...exactFindingsOf(worstCase, { placeOf, virtualLinkIndex, allowanceTicks }));
    }
    findings.sort(compareDiagnostics);
    const problems = writeTexts(context, cases);
    const report = { path, identity, confirmed, cases, findings };
    context.out(context.options.json === true ? prettyJson(exactJson(report)) : exactText(report));
    if (problems.length > 0) {
      complain(problems);
      return exitCodes.usage;
    }
    return findings.some(({ severity }) => severity === 'error') ? exitCodes.red : exitCodes.green;
  } finally {
    await solver.close();
  }
}

function askedFor(context: CommandContext, { flows }: TimingNetwork): Asked['asked'] {
  const [virtualLink, endSystem, network] = ['vl', 'destination', 'network'].map((name) => optionText(context, name));
  return flows
    .filter(
      (flow) => (virtualLink === undefined || `${flow.virtualLink}` === virtualLink) && (network === undefined || flow.network === network),
    )
    .flatMap((flow) =>
      flow.destinations
        .filter((destination) => endSystem === undefined || destination.endSystem === endSystem)
        .map((destination) => ({ flow, destination })),
    );
}

/** Writes the solver texts and lemmas into the folder that `--smt` names, each with the answer that is expected. */
function writeTexts(context: CommandContext, cases: readonly WorstCase[]): readonly Diagnostic[] {
  const folder = optionText(context, 'smt');
  if (folder === undefined) return [];
  const texts = new Map(lemmas.map(({ name, text }) => [`lemma-${name}.smt2`, asked(text, 'unsat')]));
  for (const { question, texts: proof } of cases) {
    const name = `vl-${question.flow.virtualLink}-${question.flow.network}-${question.destination.endSystem.replace(/[^\w.-]/g, '_')}`;
    texts.set(`${name}.reachable.smt2`, asked(proof.reachable, 'sat'));
    if (proof.impossible !== '') texts.set(`${name}.impossible.smt2`, asked(proof.impossible, 'unsat'));
  }
  return [...texts].flatMap(([name, text]) => {
    const named = fileNamed(context, `${folder}/${name}`);
    return named.files.writeAtomically(named.path, text);
  });
}

function asked(text: string, status: 'sat' | 'unsat'): string {
  return `${text.replace('\n', `\n(set-info :status ${status})\n`)}(check-sat)\n`;
}

/** How many lemmas the solver confirms before the first that it does not. */
async function confirmedLemmas(solver: Solver, { seconds }: WorstCaseLimits): Promise<number> {
  let confirmed = 0;
  for (const { text } of lemmas) {
    const { verdict } = await solver.ask({ script: text, limits: { resourceUnits: 0, wallSeconds: seconds } });
    if (verdict !== 'unsat') break;
    confirmed += 1;
  }
  return confirmed;
}

function unconfirmed(lemma: string): Diagnostic {
  return {
    code: 'AFDX-226',
    severity: 'error',
    message: `lemma ${lemma} was not confirmed by the solver`,
    why: 'the values rest on each lemma, and the others were not asked',
    fix: 'raise --seconds; if that does not help, report it: a lemma is wrong or the solver is damaged',
  };
}

function wrong(message: string, fix: string): number {
  process.stderr.write(`error CLI-102: ${message}\n  why: nothing was analysed\n  fix: ${fix}\n`);
  return exitCodes.usage;
}
