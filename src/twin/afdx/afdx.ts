import type { Diagnostic, Place } from '../../kernel/diagnostic.js';
import type { Read } from '../../kernel/result.js';
import { type Bounds, boundsOf as boundsOfTiming, exactBoundsOf, type Method, methods } from './bounds/bounds.js';
import { type Certificate, certificateOf as certificateOfBounds } from './bounds/certificate.js';
import { type CertificateCheck, checkCertificate } from './certificate/check-certificate.js';
import { structuralFindingsOf } from './check-network.js';
import { type ForeignReading, readForeignNetwork } from './exchange/read-foreign-network.js';
import type { AfdxNetwork } from './network.generated.js';
import { reportPage } from './report/report-page.js';
import { simulate } from './simulation/simulate.js';
import type { SimulationOptions } from './simulation/simulation-options.js';
import type { SimulationResult } from './simulation/simulation-result.js';
import { buildTimingNetwork } from './timing/build-timing-network.js';
import type { TimingNetwork } from './timing/timing-network.js';
import { checkTiming, countableNetworkOf, inexactFinding } from './timing-rules/check-timing.js';

/**
 * The AFDX module as a library: `import { boundsOf } from 'ampel360/afdx'`. Each function is pure; what is wrong comes back as findings. Places of
 * findings are JSON pointers of the network unless a reading gives lines.
 */

const pointerPlace = (pointer: string): Place => ({ path: pointer === '' ? '/' : pointer, line: 1, column: 1 });

/**
 * A network from the text of a file, in our JSON form or as WoPANets XML; `network` is absent when there are errors.
 *
 * @implements LLR-BND-021
 */
export function readNetworkText(file: { readonly path: string; readonly text: string }): ForeignReading {
  return readForeignNetwork(file);
}

/**
 * The findings of the structural rules and of the timing rules on the bounds of a method, sorted by rule set.
 *
 * @implements LLR-BND-021
 */
export function findingsOf(network: AfdxNetwork, method: Method = 'frame'): readonly Diagnostic[] {
  return [...structuralFindingsOf(network, pointerPlace), ...checkTiming(network, method, pointerPlace).diagnostics];
}

/**
 * The network in ticks, as the analyses see it, or what forbids to analyse it.
 *
 * @implements LLR-BND-021
 */
export function timingOf(network: AfdxNetwork): Read<TimingNetwork | undefined> {
  return buildTimingNetwork(network, pointerPlace);
}

/**
 * Bounds of delay in picoseconds by destination, and of delay in ticks and backlog in bits by port.
 *
 * @implements LLR-BND-021
 */
export function boundsOf(network: AfdxNetwork, method: Method = 'frame'): Read<Bounds | undefined> {
  const { value, diagnostics } = timingOf(network);
  if (value === undefined) return { value: undefined, diagnostics };
  const frame = exactBoundsOf(value, 'frame');
  if ('inexact' in frame) return { value: undefined, diagnostics: [inexactFinding(frame.inexact, pointerPlace('/virtualLinks'))] };
  return { value: method === 'frame' ? frame : boundsOfTiming(value, method), diagnostics };
}

/**
 * The certificate of the bounds by a method, as `ampel afdx bounds --certificate` writes it.
 *
 * @implements LLR-BND-021
 */
export function certificateOf(network: AfdxNetwork, method: Method = 'frame'): Read<Certificate | undefined> {
  const { value, diagnostics } = boundsOf(network, method);
  return { value: value === undefined ? undefined : certificateOfBounds(network, value), diagnostics };
}

/**
 * Whether the independent checker confirms a certificate of a network.
 *
 * @param certificate as read from JSON
 * @implements LLR-BND-021
 */
export function verifiedCertificate(network: AfdxNetwork, certificate: unknown): CertificateCheck {
  return checkCertificate({ network, certificate, path: 'certificate', placeOf: pointerPlace });
}

/**
 * A run of the deterministic simulator; the same options give the same result.
 *
 * @implements LLR-BND-021
 */
export function simulated(network: AfdxNetwork, options: SimulationOptions): Read<SimulationResult | undefined> {
  const { value, diagnostics } = countableNetworkOf(network, pointerPlace);
  return value === undefined ? { value: undefined, diagnostics } : simulate(value, options);
}

/**
 * The timing report as one HTML page.
 *
 * @param path name of the network as the page shows it
 * @implements LLR-BND-021
 */
export function reportOf(network: AfdxNetwork, path: string): Read<string | undefined> {
  const { value, diagnostics } = boundsOf(network);
  if (value === undefined) return { value: undefined, diagnostics };
  const each = methods.map((method) => (method === 'frame' ? value : boundsOfTiming(value.network, method)));
  return { value: reportPage({ path, network, each, findings: findingsOf(network) }), diagnostics };
}
