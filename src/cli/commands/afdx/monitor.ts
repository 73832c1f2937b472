import { prettyJson } from '../../../kernel/canonical-json.js';
import { exactBoundsOf } from '../../../twin/afdx/bounds/bounds.js';
import {
  type DelayLimit,
  delayLimitOf,
  destinationJitterAllowance,
  type JitterAllowance,
  sourceJitterAllowance,
} from '../../../twin/afdx/monitoring/jitter-allowance.js';
import { monitorCaptures } from '../../../twin/afdx/monitoring/monitor.js';
import { monitorReportJson } from '../../../twin/afdx/monitoring/report-json.js';
import type { MonitoredCapture } from '../../../twin/afdx/monitoring/tap.js';
import type { MonitorSettings } from '../../../twin/afdx/monitoring/tap-watch.js';
import type { AfdxNetwork, NetworkName } from '../../../twin/afdx/network.generated.js';
import type { NetworkReading } from '../../../twin/afdx/read-network.js';
import { buildTimingNetwork } from '../../../twin/afdx/timing/build-timing-network.js';
import { type CommandContext, exitCodes, optionText } from '../../context.js';
import { complain } from '../../open-project.js';
import { monitorText } from './monitor-text.js';
import { aircraftNetwork, fileNamed, readAfdxNetwork } from './read-network.js';

/** What the options say of one capture. */
type CapturePlan = Pick<MonitoredCapture, 'path' | 'place' | 'endSystem' | 'networks' | 'checkSequenceBytes'>;

/**
 * `ampel afdx monitor CAPTURE…`: captures against a network configuration, the aircraft's own by default.
 * @implements LLR-MON-021
 */
export async function afdxMonitor(context: CommandContext): Promise<number> {
  const plans = plansOf(context);
  if (typeof plans === 'string') return usage(plans);
  const instant = optionText(context, 'timestamps') ?? 'last-bit';
  if (instant !== 'first-bit' && instant !== 'last-bit') return usage(`--timestamps is first-bit or last-bit, not "${instant}"`);
  const { reading } = readAfdxNetwork(context, optionText(context, 'config') ?? aircraftNetwork);
  const { network } = reading;
  if (network === undefined) {
    complain(reading.diagnostics);
    return exitCodes.usage;
  }
  const stranger = plans.find(({ endSystem }) => endSystem !== undefined && !network.endSystems.some(({ id }) => id === endSystem));
  if (stranger !== undefined) return usage(`the configuration has no end system "${stranger.endSystem}"`);
  const captures: MonitoredCapture[] = [];
  for (const plan of plans) {
    const named = fileNamed(context, plan.path);
    const { value, diagnostics } = named.files.readBytes(named.path);
    if (value === undefined) {
      complain(diagnostics);
      return exitCodes.usage;
    }
    captures.push({ ...plan, pieces: [value] });
  }
  const report = monitorCaptures(network, captures, { instant, ...limitsOf(network, reading, plans) });
  if (context.options.json === true) context.out(prettyJson(monitorReportJson(report)));
  else context.out(monitorText(report, context.options.all === true));
  if (report.diagnostics.some(({ code }) => code === 'AFDX-300')) return exitCodes.usage;
  return report.diagnostics.some(({ severity }) => severity === 'error') ? exitCodes.red : exitCodes.green;
}

/** The options by capture, or what is wrong with them. A list has one entry for all captures, or one for each; an empty one says nothing. */
function plansOf(context: CommandContext): readonly CapturePlan[] | string {
  const paths = context.positionals.slice(1);
  if (paths.length === 0) return 'no capture is named';
  const taps = listOf(context, 'tap');
  const endSystems = listOf(context, 'at');
  const networks = listOf(context, 'networks');
  for (const [name, list] of [['tap', taps] as const, ['at', endSystems] as const])
    if (list.length > 1 && list.length !== paths.length) return `--${name} has ${list.length} entries for ${paths.length} captures`;
  if (paths.length > 1 && networks.length > 0 && networks.length !== paths.length)
    return `--networks has ${networks.length} entries for ${paths.length} captures`;
  const checkSequence = optionText(context, 'fcs');
  if (checkSequence !== undefined && checkSequence !== 'present' && checkSequence !== 'absent')
    return `--fcs is present or absent, not "${checkSequence}"`;
  const strangeNetwork = networks.find((network) => network !== 'A' && network !== 'B');
  if (strangeNetwork !== undefined) return `--networks lists A and B, not "${strangeNetwork}"`;
  const strangeTap = taps.find((tap) => tap !== 'source' && tap !== 'destination');
  if (strangeTap !== undefined) return `--tap is source or destination, not "${strangeTap}"`;
  return paths.map((path, index) => ({
    path,
    place: (taps[index] ?? taps[0]) === 'destination' ? 'destination' : 'source',
    endSystem: (endSystems[index] ?? endSystems[0]) || undefined,
    networks: (paths.length > 1 ? networks.slice(index, index + 1) : networks) as readonly NetworkName[],
    checkSequenceBytes: checkSequence === undefined ? undefined : checkSequence === 'present' ? 4 : 0,
  }));
}

function listOf(context: CommandContext, name: string): readonly string[] {
  const text = optionText(context, name);
  return text === undefined ? [] : text.split(',').map((entry) => entry.trim());
}

/** At destinations the allowed jitter comes from the bounds by method frame, where the network has bounds. */
function limitsOf(
  network: AfdxNetwork,
  { placeOf }: NetworkReading,
  plans: readonly CapturePlan[],
): Pick<MonitorSettings, 'jitterAllowance' | 'delayLimit'> {
  const atSource = sourceJitterAllowance(network);
  const isNeeded = plans.some(({ place }) => place === 'destination');
  const timing = isNeeded ? buildTimingNetwork(network, placeOf).value : undefined;
  if (timing === undefined) return { jitterAllowance: atSource, delayLimit: () => undefined };
  const bounds = exactBoundsOf(timing, 'frame');
  if ('inexact' in bounds) return { jitterAllowance: atSource, delayLimit: () => undefined };
  const atDestination = destinationJitterAllowance(bounds);
  const jitterAllowance: JitterAllowance = (at) => (at.place === 'source' ? atSource(at) : atDestination(at));
  const delayLimit: DelayLimit = delayLimitOf(bounds);
  return { jitterAllowance, delayLimit };
}

function usage(message: string): number {
  process.stderr.write(
    `error CLI-102: ${message}\n  why: nothing was monitored\n  fix: ampel afdx monitor CAPTURE… [--config FILE] [--tap source|destination] [--at END-SYSTEM]\n`,
  );
  return exitCodes.usage;
}
