import { canonicalJson, type Json } from '../../../kernel/canonical-json.js';
import type { Diagnostic, Place } from '../../../kernel/diagnostic.js';
import { sha256 } from '../../../kernel/digest.js';
import type { AfdxNetwork } from '../network.generated.js';
import { type Claims, claimsOf, countsFrames, type Method } from './certificate-claims.js';
import { jittersFrom } from './claimed-jitters.js';
import { Comparisons } from './comparisons.js';
import { type ExpectedNetwork, expectedNetworkOf } from './expected-network.js';
import { Findings, quoted } from './findings.js';
import { checkDestinations, checkOrder } from './flow-check.js';
import { checkFluidPorts } from './fluid-check.js';
import { checkFramePorts } from './frame-check.js';
import { matchedClaimsOf, prioritiesAtPortsOf } from './matched-claims.js';
import { PathNeeds } from './path-check.js';
import { type Group, groupsOf, isOverloaded } from './port-traffic.js';
import { denominatorBitsMax, scaledDelaysOf } from './scaled-delays.js';

/** A network, the parsed certificate and the path that findings name. */
export interface CertificateInput {
  readonly network: AfdxNetwork;
  readonly certificate: unknown;
  readonly path: string;
  /** The place of the value at a JSON pointer of the certificate; the begin of the file when left out. */
  readonly placeOf?: (pointer: string) => Place;
  /** Steps that may be spent on the path bounds; 10 000 000 when left out. With fewer, more stays undecided. */
  readonly pathSteps?: number;
}

/** What was confirmed. `comparisonsNeeded` is the number of comparisons without which nothing is confirmed. */
export interface CertificateFigures {
  readonly method: Method | undefined;
  readonly ports: number;
  readonly flows: number;
  readonly destinations: number;
  readonly comparisons: number;
  readonly comparisonsNeeded: number;
  /** The largest claimed delay and where it ends; `undefined` without a claim. */
  readonly largestDelay: LargestDelay | undefined;
}

/** A claimed delay in picoseconds, as decimal digits. */
export interface LargestDelay {
  readonly virtualLink: number;
  readonly network: string;
  readonly endSystem: string;
  readonly picoseconds: string;
}

/** The verdict on a certificate. */
export interface CertificateCheck {
  readonly confirmed: boolean;
  readonly diagnostics: readonly Diagnostic[];
  readonly figures: CertificateFigures;
}

/**
 * Confirms that the bounds of a certificate hold for a network: form (AFDX-340), network (341, 342), completeness (343, 344), order of the
 * ports (345), and each number against the formula of its method on the claims before it (346 to 350). Everything is derived from the
 * network value and docs/afdx-bounds.md; nothing is taken from the analysis that wrote the certificate. Confirmed only without a
 * finding and with each comparison made.
 * @implements LLR-CCK-016
 */
export function checkCertificate({ network, certificate, path, placeOf, pathSteps }: CertificateInput): CertificateCheck {
  const findings = new Findings(placeOf ?? (() => ({ path, line: 1, column: 1 })));
  const claims = claimsOf(certificate, findings);
  const expected = expectedNetworkOf(network, findings);
  if (claims !== undefined) checkHeader(network, claims, findings);
  const needed = expected === undefined || claims === undefined ? 0 : comparisonsNeeded(expected, claims.method);
  const made = expected === undefined || claims === undefined ? 0 : comparisonsMade(expected, claims, { findings, pathSteps });
  return {
    confirmed: findings.count === 0 && needed > 0 && made === needed,
    diagnostics: findings.sorted(),
    figures: {
      method: claims?.method,
      ports: expected?.ports.length ?? 0,
      flows: expected?.flows.length ?? 0,
      destinations: expected?.flows.reduce((sum, { destinations }) => sum + destinations.length, 0) ?? 0,
      comparisons: made,
      comparisonsNeeded: needed,
      largestDelay: claims === undefined ? undefined : largestDelayOf(claims),
    },
  };
}

function checkHeader(network: AfdxNetwork, claims: Claims, findings: Findings): void {
  const digest = sha256(canonicalJson(network as unknown as Json));
  const differs = (pointer: string, claimed: unknown, actual: string): void => {
    if (claimed === actual || claimed === undefined) return;
    findings.add({
      code: 'AFDX-341',
      pointer,
      message: `${pointer} is ${quoted(claimed)}, that of the network is ${quoted(actual)}`,
      why: 'a certificate speaks of one network, identified by title, version and SHA-256',
      fix: 'name the network file that the certificate was written from, or write the certificate anew',
    });
  };
  differs('/network/title', claims.title, network.title);
  differs('/network/version', claims.version, network.version);
  differs('/network/sha256', claims.sha256, digest);
}

function checkTick(network: ExpectedNetwork, { ticksPerSecond }: Claims, findings: Findings): void {
  if (ticksPerSecond === network.ticksPerSecond || ticksPerSecond === undefined) return;
  findings.add({
    code: 'AFDX-341',
    pointer: '/ticksPerSecond',
    message: `${quoted(ticksPerSecond)} ticks in a second are claimed, the rates of the network give ${network.ticksPerSecond}`,
    why: 'each delay is counted in ticks, so another tick makes another delay of the same digits',
    fix: 'write the certificate anew from this network',
  });
}

/** Makes each comparison that the claims allow; their number. */
function comparisonsMade(
  network: ExpectedNetwork,
  claims: Claims,
  { findings, pathSteps }: { readonly findings: Findings; readonly pathSteps: number | undefined },
): number {
  checkTick(network, claims, findings);
  const matched = matchedClaimsOf(network, claims, findings);
  checkOrder(network, claims, findings);
  const comparisons = new Comparisons(findings, network.ticksPerSecond);
  const traffic = groupsOf(network);
  const delays = scaledDelaysOf(matched.ports);
  if (delays === undefined) {
    const why = `the claimed delays have no common denominator of at most ${denominatorBitsMax} bits, and exact sums need one`;
    comparisons.undecided('/ports', 'each delay', why);
  } else if (!hasOverload(network, traffic, findings)) {
    const jitters = jittersFrom(network, matched);
    if (countsFrames(claims.method)) checkFramePorts(network, traffic, matched, jitters, comparisons);
    else checkFluidPorts(claims.method, network, traffic, matched, delays, comparisons);
    const paths = claims.method === 'path' ? new PathNeeds({ network, traffic, claims: matched, jitters }, pathSteps) : undefined;
    checkDestinations(network, matched, delays, comparisons, paths);
  }
  return comparisons.made;
}

function hasOverload(network: ExpectedNetwork, traffic: readonly (readonly Group[])[], findings: Findings): boolean {
  const overloaded = network.ports.filter((port, index) => isOverloaded(port, traffic[index] ?? []));
  for (const { id } of overloaded) {
    findings.add({
      code: 'AFDX-342',
      pointer: '',
      message: `the network cannot be bounded: port ${id} is loaded above its rate`,
      why: 'the queue of such a port grows without end',
      fix: 'lengthen gaps, shorten frames or reroute until ampel afdx check accepts the network',
    });
  }
  return overloaded.length > 0;
}

/** One comparison for each priority and the backlog of a port, each jitter, and the two times of each destination. */
function comparisonsNeeded(network: ExpectedNetwork, method: Method): number {
  const delays = prioritiesAtPortsOf(network).reduce((sum, { size }) => sum + size, 0);
  const jitters = countsFrames(method) ? network.flows.reduce((sum, { hops }) => sum + hops.length, 0) : 0;
  const times = network.flows.reduce((sum, { destinations }) => sum + 2 * destinations.length, 0);
  return network.ports.length + delays + jitters + times;
}

function largestDelayOf(claims: Claims): LargestDelay | undefined {
  let largest: { readonly picoseconds: bigint; readonly end: Omit<LargestDelay, 'picoseconds'> } | undefined;
  for (const { virtualLink, network, destinations } of claims.flows) {
    for (const { endSystem, delay } of destinations) {
      const picoseconds = delay.value?.numerator;
      if (picoseconds === undefined || (largest !== undefined && picoseconds <= largest.picoseconds)) continue;
      largest = { picoseconds, end: { virtualLink, network, endSystem } };
    }
  }
  return largest === undefined ? undefined : { ...largest.end, picoseconds: largest.picoseconds.toString() };
}
