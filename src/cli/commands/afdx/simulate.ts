import { type Json, prettyJson } from '../../../kernel/canonical-json.js';
import { type Diagnostic, formatDiagnostic } from '../../../kernel/diagnostic.js';
import { rational } from '../../../kernel/rational.js';
import type { Read } from '../../../kernel/result.js';
import { type Bounds, exactBoundsOf } from '../../../twin/afdx/bounds/bounds.js';
import { captureWriter } from '../../../twin/afdx/monitoring/capture-writer.js';
import { captureSinkOf } from '../../../twin/afdx/monitoring/simulated-frame.js';
import type { AfdxNetwork } from '../../../twin/afdx/network.generated.js';
import { compareWithBounds } from '../../../twin/afdx/simulation/compare-with-bounds.js';
import type { Fault } from '../../../twin/afdx/simulation/faults.js';
import { messageQueuesOf } from '../../../twin/afdx/simulation/message-queues.js';
import { readFaults } from '../../../twin/afdx/simulation/read-faults.js';
import { simulate } from '../../../twin/afdx/simulation/simulate.js';
import { optionFinding } from '../../../twin/afdx/simulation/simulation-finding.js';
import type { ReleasePattern, SimulationOptions, Tap } from '../../../twin/afdx/simulation/simulation-options.js';
import { worstObservedOf } from '../../../twin/afdx/simulation/worst-observed.js';
import { buildTimingNetwork } from '../../../twin/afdx/timing/build-timing-network.js';
import type { TimingNetwork } from '../../../twin/afdx/timing/timing-network.js';
import { inexactFinding } from '../../../twin/afdx/timing-rules/check-timing.js';
import { type CommandContext, exitCodes, optionText } from '../../context.js';
import { complain } from '../../open-project.js';
import { oneFileOnly } from './check.js';
import { aircraftNetwork, fileNamed, readAfdxNetwork } from './read-network.js';
import { type SimulationReport, simulationJson, simulationText } from './simulate-text.js';

/** Longest simulated time that the command takes, in seconds. */
const secondsMax = 3600;
const patterns = ['periodic-random-offset', 'sporadic', 'synchronous-burst', 'messages', 'adversarial'] as const;

/** The options of the command line, as values. */
interface Request {
  /** Simulated time in nanoseconds. */
  readonly nanoseconds: bigint;
  readonly seed: number;
  readonly pattern: (typeof patterns)[number];
  /** Virtual link that the pattern `adversarial` is turned against. */
  readonly target: number | undefined;
  /** Rounds of the search for its worst case. */
  readonly rounds: number;
}

/**
 * `ampel afdx simulate [FILE]`: plays a network frame by frame and holds what it sees against the bounds and deadlines.
 * @implements LLR-SIM-070
 */
export async function afdxSimulate(context: CommandContext): Promise<number> {
  const [, path = aircraftNetwork, ...more] = context.positionals;
  if (more.length > 0) return oneFileOnly('simulate', more);
  const { value: request, diagnostics: wrong } = requestOf(context);
  if (request === undefined) {
    complain(wrong);
    return exitCodes.usage;
  }
  const { reading } = readAfdxNetwork(context, path);
  const { network, placeOf } = reading;
  const built = network === undefined ? { value: undefined, diagnostics: reading.diagnostics } : buildTimingNetwork(network, placeOf);
  if (network === undefined || built.value === undefined) {
    context.out(failureText(context, path, built.diagnostics));
    return network === undefined ? exitCodes.usage : exitCodes.red;
  }
  const faults = faultsOf(context, built.value);
  if (faults.value === undefined) {
    complain(faults.diagnostics);
    return exitCodes.usage;
  }
  const bounds = exactBoundsOf(built.value, 'frame');
  if ('inexact' in bounds) {
    context.out(failureText(context, path, [inexactFinding(bounds.inexact, placeOf('/virtualLinks'))]));
    return exitCodes.red;
  }
  const capture = captureOf(context, network, built.value);
  const { value: report, diagnostics } = reportOf(path, { network, bounds, request, faults: faults.value, tap: capture?.tap });
  if (report === undefined) {
    complain(diagnostics);
    return exitCodes.usage;
  }
  if (capture !== undefined) {
    const problems = capture.write();
    complain(problems);
    if (problems.length > 0) return exitCodes.usage;
  }
  context.out(context.options.json === true ? prettyJson(simulationJson(report)) : simulationText(report));
  return report.isGreen ? exitCodes.green : exitCodes.red;
}

function reportOf(
  path: string,
  given: {
    readonly network: AfdxNetwork;
    readonly bounds: Bounds;
    readonly request: Request;
    readonly faults: readonly Fault[];
    readonly tap: Tap | undefined;
  },
): Read<SimulationReport | undefined> {
  const { network, bounds, request, faults, tap } = given;
  const timing = bounds.network;
  const chosen = optionsOf(network, bounds, request, faults);
  const options = chosen.value === undefined || tap === undefined ? chosen : { ...chosen, value: { ...chosen.value, tap } };
  if (options.value === undefined) return { value: undefined, diagnostics: options.diagnostics };
  const { value: result, diagnostics } = simulate(timing, options.value);
  if (result === undefined) return { value: undefined, diagnostics };
  const boundByEnd = new Map(
    bounds.ends.map(({ flow, destination, delayPicoseconds }) => [`${flow.index}>${destination.endSystem}`, delayPicoseconds]),
  );
  const compared = compareWithBounds(result, ({ flow, destination }) => {
    const bound = boundByEnd.get(`${flow.index}>${destination.endSystem}`);
    return bound === undefined ? undefined : rational(bound * BigInt(timing.ticksPerSecond), 1_000_000_000_000n);
  });
  // what a babbling source sends beyond its gap is meant to be lost
  const babbling = new Set(faults.flatMap((fault) => (fault.kind === 'babbling-end-system' ? [fault.virtualLink] : [])));
  const late = result.ends.filter(
    ({ flow, delayTicksMax, destination }) => !babbling.has(flow.virtualLink) && (delayTicksMax ?? 0) > destination.deadlineTicks,
  );
  const lost = result.receivers.filter(({ virtualLink, framesLost }) => !babbling.has(virtualLink) && (framesLost ?? 0) > 0);
  // a fault breaks what the bounds assume, so with faults only the purpose counts: frames that come, and come in time
  const findings = faults.length > 0 ? [] : compared.diagnostics;
  return {
    value: {
      path,
      pattern: request.pattern,
      target: request.pattern === 'adversarial' ? request.target : undefined,
      faults,
      options: options.value,
      result,
      comparison: compared.ends,
      findings,
      late,
      lost,
      isGreen: findings.length === 0 && late.length === 0 && lost.length === 0 && (faults.length > 0 || result.framesLost === 0),
    },
    diagnostics: [],
  };
}

/**
 * What `--capture` asks for: a tap at the sources, or at one end system, and the writing of what came by.
 * @implements LLR-SIM-072
 */
function captureOf(context: CommandContext, network: AfdxNetwork, timing: TimingNetwork) {
  const path = optionText(context, 'capture');
  if (path === undefined) return undefined;
  const at = optionText(context, 'at');
  const tapped = timing.ports.filter(({ owner, toward }) => (at === undefined ? owner === 'end-system' : toward === at));
  const writer = captureWriter({ format: 'pcapng', interfaces: ['A', 'B'], checkSequence: true });
  const tap: Tap = { ports: tapped.map(({ index }) => index), sink: captureSinkOf(network, timing.ticksPerSecond, writer) };
  const write = (): readonly Diagnostic[] => {
    const named = fileNamed(context, path);
    return named.files.writeAtomically(named.path, writer.take());
  };
  return { tap, write };
}

function optionsOf(network: AfdxNetwork, bounds: Bounds, request: Request, faults: readonly Fault[]): Read<SimulationOptions | undefined> {
  const timing = bounds.network;
  const common = {
    durationTicks: Number((request.nanoseconds * BigInt(timing.ticksPerSecond)) / 1_000_000_000n),
    seed: request.seed,
    policing: { jitterTicks: bounds.jitterTicks ?? 0 },
    redundancy: { skewTicksMax: skewTicksOf(network, timing) },
    faults,
  };
  const { value: pattern, diagnostics } = patternOf(network, bounds, request);
  if (pattern === undefined) return { value: undefined, diagnostics };
  if (pattern.kind !== 'adversarial' || request.rounds === 0) return { value: { ...common, pattern }, diagnostics: [] };
  const { value: worst, diagnostics: refused } = worstObservedOf(timing, pattern.target, request.seed, request.rounds);
  // redundancy management needs copies of one frame on both networks, and the search releases each flow by itself
  return { value: worst === undefined ? undefined : { ...worst.options, policing: common.policing, faults }, diagnostics: refused };
}

/** The target of the pattern `adversarial` is the destination and network with the largest bound. */
function patternOf(network: AfdxNetwork, bounds: Bounds, { pattern, target }: Request): Read<ReleasePattern | undefined> {
  if (pattern === 'messages') {
    return { value: { kind: 'messages', queues: messageQueuesOf(network, bounds.network), start: 'random-offset' }, diagnostics: [] };
  }
  if (pattern !== 'adversarial') return { value: { kind: pattern }, diagnostics: [] };
  const [end] = bounds.ends
    .filter(({ flow }) => flow.virtualLink === target)
    .sort((a, b) => (a.delayPicoseconds < b.delayPicoseconds ? 1 : a.delayPicoseconds > b.delayPicoseconds ? -1 : 0));
  if (end !== undefined) {
    const destination = end.flow.destinations.indexOf(end.destination);
    return { value: { kind: 'adversarial', target: { flow: end.flow.index, destination } }, diagnostics: [] };
  }
  const message = target === undefined ? 'the pattern "adversarial" needs a target' : `there is no virtual link ${target}`;
  const fix = 'name a virtual link of the network, for example --target 2701';
  return { value: undefined, diagnostics: [optionFinding('CLI-102', message, 'the other frames are set against it', fix)] };
}

function skewTicksOf(network: AfdxNetwork, { ticksPerSecond }: TimingNetwork): ReadonlyMap<number, number> {
  return new Map(
    network.virtualLinks
      .filter(({ redundancyLevel }) => redundancyLevel === 2)
      .map(({ id, skewMaximumMicroseconds }) => [id, Number((BigInt(skewMaximumMicroseconds) * BigInt(ticksPerSecond)) / 1_000_000n)]),
  );
}

function faultsOf(context: CommandContext, timing: TimingNetwork): Read<readonly Fault[] | undefined> {
  const path = optionText(context, 'faults');
  if (path === undefined) return { value: [], diagnostics: [] };
  const named = fileNamed(context, path);
  const { value: text, diagnostics } = named.files.readText(named.path);
  return text === undefined ? { value: undefined, diagnostics } : readFaults({ path, text }, timing);
}

function requestOf(context: CommandContext): Read<Request | undefined> {
  const diagnostics: Diagnostic[] = [];
  const refuse = (name: string, text: string, fix: string): void => {
    diagnostics.push(optionFinding('CLI-102', `"${text}" is no value for --${name}`, 'nothing was simulated', fix));
  };
  const secondsText = optionText(context, 'seconds') ?? '1';
  const nanoseconds = nanosecondsOf(secondsText);
  if (nanoseconds === undefined) refuse('seconds', secondsText, `give a time above 0 and up to ${secondsMax} s, for example --seconds 0.5`);
  const wholeOf = (name: string, fallback: number | undefined, most: number): number | undefined => {
    const text = optionText(context, name);
    if (text === undefined) return fallback;
    if (/^[0-9]{1,10}$/.test(text) && Number(text) <= most) return Number(text);
    refuse(name, text, `give a whole number from 0 to ${most}`);
    return undefined;
  };
  const seed = wholeOf('seed', 1, 2 ** 32 - 1);
  const target = wholeOf('target', undefined, 65_535);
  const rounds = wholeOf('rounds', 0, 1_000_000);
  const patternText = optionText(context, 'pattern') ?? 'periodic-random-offset';
  const pattern = patterns.find((name) => name === patternText);
  if (pattern === undefined) refuse('pattern', patternText, `choose ${patterns.join(', ')}`);
  if (nanoseconds === undefined || seed === undefined || rounds === undefined || pattern === undefined || diagnostics.length > 0) {
    return { value: undefined, diagnostics };
  }
  return { value: { nanoseconds, seed, pattern, target, rounds }, diagnostics };
}

/** A decimal number of seconds as nanoseconds; `undefined` when it is none, not above 0, too long or finer than a nanosecond. */
function nanosecondsOf(text: string): bigint | undefined {
  const match = /^([0-9]{1,4})(?:\.([0-9]{1,9}))?$/.exec(text);
  if (match === null) return undefined;
  const value = BigInt(match[1] ?? '0') * 1_000_000_000n + BigInt((match[2] ?? '').padEnd(9, '0'));
  return value > 0n && value <= BigInt(secondsMax) * 1_000_000_000n ? value : undefined;
}

function failureText(context: CommandContext, path: string, findings: readonly Diagnostic[]): string {
  if (context.options.json === true) return prettyJson({ path, findings: findings as unknown as Json, verdict: 'red' });
  return `${findings.map((finding) => `${formatDiagnostic(finding)}\n\n`).join('')}✗ ${path}: nothing was simulated; ${findings.length} errors\n`;
}
