import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { pdiError } from '../findings.js';
import type { ParameterData } from '../read-data.js';
import { decimalText } from '../read-values.js';
import type { EcsLimits } from '../tables/ecs-limits.generated.js';
import type { SafetyBounds } from '../tables/safety-bounds.generated.js';
import type { ConsistencyRule, TableSet } from './consistency.js';

/**
 * The bounds of the safety monitor for parameters of the ECS are the limits of the ECS less their margins: PDI-221. Steps: bounds 1/1000; limits 1/10.
 *
 * @implements LLR-PDV-006
 */
export const boundsAgreement: ConsistencyRule = {
  name: 'bounds agreement',
  table: 'safety-bounds',
  compares: ['config-items/pdi/data/ecs-limits.json'],
  findings,
};

/** A bound in steps of 1/1000 from limits in steps of 1/10; shares are in steps of 1/1000. */
function expectedBounds(limits: EcsLimits): readonly (readonly [string, 'minimum' | 'maximum', number])[] {
  return [
    ['cabin-temperature', 'minimum', limits.cabinTemperatureMinimum * 100],
    ['cabin-temperature', 'maximum', limits.cabinTemperatureMaximum * 100],
    ['cabin-pressure', 'minimum', limits.cabinPressureMinimum * 100],
    ['cabin-pressure', 'maximum', limits.cabinPressureMaximum * 100],
    ['compressor-power', 'maximum', (limits.compressorPowerMax * limits.compressorPowerShare) / 10],
    ['discharge-temperature', 'maximum', (limits.dischargeTemperatureMax - limits.temperatureMargin) * 100],
    ['superheat', 'minimum', limits.superheatMinimum * 100],
  ];
}

function findings({ items }: TableSet): readonly Diagnostic[] {
  const data = items.get('safety-bounds');
  const limits = items.get('ecs-limits');
  if (data === undefined) return [];
  if (limits === undefined) return [disagreement(data, '', 'there is no table ecs-limits to compare the bounds with')];
  const { parameters } = data.values as unknown as SafetyBounds;
  return expectedBounds(limits.values as unknown as EcsLimits).flatMap(([parameter, end, expected]) => {
    const index = parameters.findIndex((entry) => entry.parameter === parameter);
    const found = parameters[index]?.[end];
    if (found === expected) return [];
    const at = index < 0 ? '/parameters' : `/parameters/${index}/${end}`;
    const said = found === undefined ? 'no entry' : decimalText(found, 1000n);
    return [disagreement(data, at, `the ${end} of ${parameter} is ${said}, and the ECS limits give ${decimalText(expected, 1000n)}`)];
  });
}

function disagreement(data: ParameterData, pointer: string, message: string): Diagnostic {
  return pdiError('PDI-221', data.placeOf(`/values${pointer}`), {
    message,
    why: 'a monitor that permits more than the function may ask for guards nothing, and one that permits less hinders it',
    fix: 'change both tables together',
    subjects: [pointer],
  });
}
