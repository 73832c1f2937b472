import { compareDiagnostics, type Diagnostic } from '../../../kernel/diagnostic.js';
import type { ParameterData } from '../read-data.js';
import { boundsAgreement } from './bounds-agreement.js';
import { modelAgreement } from './model-agreement.js';
import { networkAgreement } from './network-agreement.js';

/** The tables of one aircraft, and other configuration items they are compared with, by path. */
export interface TableSet {
  readonly items: ReadonlyMap<string, ParameterData>;
  readonly texts: ReadonlyMap<string, string>;
}

/** A rule between tables: what it compares a table with, and what it finds. */
export interface ConsistencyRule {
  readonly name: string;
  /** Name of the table that it speaks of. */
  readonly table: string;
  /** Configuration items whose values it compares with those of the table. */
  readonly compares: readonly string[];
  readonly findings: (set: TableSet) => readonly Diagnostic[];
}

/**
 * The rules between tables.
 *
 * @implements LLR-PDV-004
 */
export const consistencyRules: readonly ConsistencyRule[] = [networkAgreement, boundsAgreement, modelAgreement];

/**
 * What the rules find in a set of tables, and identities that two tables share: PDI-224.
 *
 * @implements LLR-PDV-004
 */
export function consistencyFindings(set: TableSet): readonly Diagnostic[] {
  const found = consistencyRules.flatMap((rule) => (set.items.has(rule.table) ? rule.findings(set) : []));
  return [...found, ...sharedIdentities([...set.items.values()])].sort(compareDiagnostics);
}

function sharedIdentities(items: readonly ParameterData[]): readonly Diagnostic[] {
  return items.flatMap((data, index): readonly Diagnostic[] => {
    const other = items.slice(0, index).find((each) => each.item.id === data.item.id || each.structure.id === data.structure.id);
    if (other === undefined) return [];
    const message = `${data.structure.name} has the number of ${other.structure.name}: item ${data.item.id}, structure ${data.structure.id}`;
    const why = 'a loader tells items apart by their numbers';
    return [
      {
        code: 'PDI-224',
        severity: 'error',
        place: data.placeOf('/item/id'),
        message,
        why,
        fix: 'give the newer one a number that was never used',
      },
    ];
  });
}
