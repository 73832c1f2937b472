import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { present } from '../../../kernel/present.js';
import { loadsOf, type PortLoad, totalWireBitsPerWindowOf } from '../loads.js';
import type { Reservations } from '../network.generated.js';
import { loadWindowMilliseconds, type ReservationGroup } from '../wire.js';
import type { Rule, RuleContext } from './rule.js';

const groups: readonly ReservationGroup[] = ['safetyCritical', 'missionCritical', 'nonCritical'];

/**
 * AFDX-143: the reservations add up to 100 %, and no criticality group needs more of a port than its share.
 * A port that is loaded beyond its rate is left to AFDX-142.
 *
 * @implements LLR-AFDX-022
 */
export const criticalityReservation: Rule = (context) => {
  const { safetyCritical, missionCritical, nonCritical, spare } = context.network.reservationsPercent;
  const sum = safetyCritical + missionCritical + nonCritical + spare;
  if (sum !== 100) return [sumFinding(context, sum)];
  const pointers = new Map(context.network.links.map(({ id }, index) => [id, `/links/${index}`]));
  return loadsOf(context.network).flatMap((load) =>
    overdrawn(load, context.network.reservationsPercent).map(
      (group): Diagnostic => ({
        code: 'AFDX-143',
        severity: 'error',
        message: `the ${group} virtual links overdraw their share of port ${load.port} of ${load.node} toward ${load.toward}`,
        place: context.placeOf(present(pointers.get(load.linkId), 'the link of a load')),
        why: `they need ${load.wireBitsPerWindow[group]} bit in ${loadWindowMilliseconds} ms; ${context.network.reservationsPercent[group]} % of the rate is reserved`,
        fix: 'lengthen gaps, shorten frames or lead virtual links of this group over other links',
        subjects: [load.linkId, load.node],
      }),
    ),
  );
};

function overdrawn(load: PortLoad, reservations: Reservations): readonly ReservationGroup[] {
  const windowBits = BigInt(load.rateBitsPerSecond) * loadWindowMilliseconds;
  if (totalWireBitsPerWindowOf(load) * 1000n > windowBits) return [];
  return groups.filter((group) => load.wireBitsPerWindow[group] * 1000n * 100n > windowBits * BigInt(reservations[group]));
}

function sumFinding({ placeOf }: RuleContext, sum: number): Diagnostic {
  return {
    code: 'AFDX-143',
    severity: 'error',
    message: `the reservations add up to ${sum} %`,
    place: placeOf('/reservationsPercent'),
    why: 'the shares of the three groups and the spare share divide the whole rate of a port',
    fix: 'correct the shares so that they add up to 100 %',
  };
}
