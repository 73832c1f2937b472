import type { Diagnostic, Place } from '../../../kernel/diagnostic.js';
import type { AfdxNetwork } from '../network.generated.js';
import { linkEnds } from '../rules/link-ends.js';
import { routeCoverage } from '../rules/path-coverage.js';
import { uniqueIdentifiers } from '../rules/unique-identifiers.js';
import type { Topology } from '../topology.js';

/**
 * Why it is not clear which network is meant, so that a bound would speak of another one: AFDX-102 an identifier that is used twice,
 * AFDX-110 a link without two ends of its own, AFDX-130 destinations other than those of the routes, AFDX-122 a smallest frame above
 * the largest.
 *
 * @param placeOf the place of the value at a JSON pointer of the network
 * @implements LLR-BND-020
 */
export function ambiguitiesOf(network: AfdxNetwork, topology: Topology, placeOf: (pointer: string) => Place): readonly Diagnostic[] {
  const context = { network, topology, placeOf };
  const findings = [uniqueIdentifiers, linkEnds, routeCoverage].flatMap((rule) => rule(context));
  network.virtualLinks.forEach(({ id, name, minimumFrameBytes, maximumFrameBytes }, index) => {
    if (minimumFrameBytes <= maximumFrameBytes) return;
    findings.push({
      code: 'AFDX-122',
      severity: 'error',
      message: `virtual link ${id} "${name}" has frames of ${minimumFrameBytes} to ${maximumFrameBytes} byte`,
      place: placeOf(`/virtualLinks/${index}/minimumFrameBytes`),
      why: 'no frame has such a size, so shortest and longest delays would contradict each other',
      fix: 'let minimumFrameBytes ≤ maximumFrameBytes',
      subjects: [`VL-${id}`],
    });
  });
  return findings;
}
