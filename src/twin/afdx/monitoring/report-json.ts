import type { Json } from '../../../kernel/canonical-json.js';
import { type Rational, rationalText } from '../../../kernel/rational.js';
import type { MonitorReport } from './monitor-report.js';

/**
 * A report as JSON: fractions as text such as `7977/25`, whole numbers of any size as numbers, what is not known left out.
 *
 * @implements LLR-MON-020
 */
export function monitorReportJson(report: MonitorReport): Json {
  return jsonOf(report);
}

function jsonOf(value: unknown): Json {
  if (Array.isArray(value)) return value.map(jsonOf);
  if (typeof value !== 'object' || value === null) return value as Json;
  if (isRational(value)) return rationalText(value);
  return Object.fromEntries(Object.entries(value).flatMap(([key, member]) => (member === undefined ? [] : [[key, jsonOf(member)]])));
}

function isRational(value: object): value is Rational {
  return 'numerator' in value && 'denominator' in value;
}
