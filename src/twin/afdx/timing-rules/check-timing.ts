import { compareDiagnostics, type Diagnostic, type Place } from '../../../kernel/diagnostic.js';
import type { Read } from '../../../kernel/result.js';
import { type Bounds, boundsOf, exactBoundsOf, type Method } from '../bounds/bounds.js';
import type { AfdxNetwork } from '../network.generated.js';
import { buildTimingNetwork } from '../timing/build-timing-network.js';
import type { TimingNetwork } from '../timing/timing-network.js';
import { containment } from './containment.js';
import { deadlineMet } from './deadline-met.js';
import { delayedByLower } from './delayed-by-lower.js';
import { lowerInHigherQueue } from './lower-in-higher-queue.js';
import { messageInTime } from './message-in-time.js';
import { policing } from './policing.js';
import { queueSize } from './queue-size.js';
import { skewWindow } from './skew-window.js';
import type { TimingRule } from './timing-rule.js';
import { unpolicedSource } from './unpoliced-source.js';

const rules: readonly TimingRule[] = [
  deadlineMet,
  queueSize,
  skewWindow,
  policing,
  messageInTime,
  delayedByLower,
  lowerInHigherQueue,
  unpolicedSource,
  containment,
];

/** What the timing check finds. */
export interface TimingCheck {
  /** `undefined` when the network cannot be analysed; the findings say why. */
  readonly bounds: Bounds | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Bounds of a network by one method and the findings of every timing rule on them, sorted; AFDX-165 for a network without virtual links.
 *
 * @param placeOf the place of the value at a JSON pointer of the network
 * @implements LLR-BND-015
 */
export function checkTiming(network: AfdxNetwork, method: Method, placeOf: (pointer: string) => Place): TimingCheck {
  const { value: timing, diagnostics } = buildTimingNetwork(network, placeOf);
  if (timing === undefined) return { bounds: undefined, diagnostics: [...diagnostics].sort(compareDiagnostics) };
  if (network.virtualLinks.length === 0) return { bounds: undefined, diagnostics: [nothingToBound(placeOf('/virtualLinks'))] };
  // rules on arrivals count frames whatever the method
  const frame = exactBoundsOf(timing, 'frame');
  if ('inexact' in frame) return { bounds: undefined, diagnostics: [inexactFinding(frame.inexact, placeOf('/virtualLinks'))] };
  const bounds = method === 'frame' ? frame : boundsOf(timing, method);
  const indexOf = new Map(network.virtualLinks.map(({ id }, index) => [id, index]));
  const context = { network, timing, bounds, placeOf, indexOf };
  return { bounds, diagnostics: rules.flatMap((rule) => rule(context)).sort(compareDiagnostics) };
}

function nothingToBound(place: Place): Diagnostic {
  return {
    code: 'AFDX-165',
    severity: 'error',
    message: 'the network has no virtual link',
    place,
    why: 'a verdict on no destination says nothing',
    fix: 'add the virtual links, or analyse another file',
  };
}

/**
 * AFDX-166: the numbers of the bounds are too large to be computed exactly.
 *
 * @implements LLR-BND-015
 */
export function inexactFinding(inexact: string, place: Place): Diagnostic {
  return {
    code: 'AFDX-166',
    severity: 'error',
    message: `the bounds of the network cannot be computed exactly: ${inexact}`,
    place,
    why: 'a delay of that many ticks is no bound that holds anything, and a rounded one could be too low',
    fix: 'lower the load of the ports, use 10, 100 or 1000 Mbit/s so that a tick is not shorter than needed, or shorten gaps',
  };
}

/**
 * The network in ticks when its delays can be counted exactly; else the findings of `buildTimingNetwork`, or AFDX-166.
 *
 * @param placeOf the place of the value at a JSON pointer of the network
 * @implements LLR-BND-015
 */
export function countableNetworkOf(network: AfdxNetwork, placeOf: (pointer: string) => Place): Read<TimingNetwork | undefined> {
  const built = buildTimingNetwork(network, placeOf);
  const frame = built.value === undefined ? undefined : exactBoundsOf(built.value, 'frame');
  if (frame === undefined || !('inexact' in frame)) return built;
  return { value: undefined, diagnostics: [inexactFinding(frame.inexact, placeOf('/virtualLinks'))] };
}
