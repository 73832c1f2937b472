import type { Diagnostic } from '../../../kernel/diagnostic.js';
import type { Rule, RuleContext } from './rule.js';

interface Named {
  readonly key: string;
  readonly pointer: string;
}

/**
 * AFDX-102: nodes, links and virtual links have unique ids; end systems and virtual links have unique names.
 *
 * @implements LLR-AFDX-004
 */
export const uniqueIdentifiers: Rule = (context) => {
  const { switches, endSystems, links, virtualLinks } = context.network;
  const nodes = [
    ...switches.map(({ id }, index) => ({ key: id, pointer: `/switches/${index}/id` })),
    ...endSystems.map(({ id }, index) => ({ key: id, pointer: `/endSystems/${index}/id` })),
  ];
  return [
    ...repeated(context, 'node id', nodes),
    ...repeated(
      context,
      'end system name',
      endSystems.map(({ name }, index) => ({ key: name, pointer: `/endSystems/${index}/name` })),
    ),
    ...repeated(
      context,
      'link id',
      links.map(({ id }, index) => ({ key: id, pointer: `/links/${index}/id` })),
    ),
    ...repeated(
      context,
      'virtual link id',
      virtualLinks.map(({ id }, index) => ({ key: String(id), pointer: `/virtualLinks/${index}/id` })),
    ),
    ...repeated(
      context,
      'virtual link name',
      virtualLinks.map(({ name }, index) => ({ key: name, pointer: `/virtualLinks/${index}/name` })),
    ),
  ];
};

function repeated(context: RuleContext, kind: string, items: readonly Named[]): readonly Diagnostic[] {
  const first = new Map<string, string>();
  const findings: Diagnostic[] = [];
  for (const { key, pointer } of items) {
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, pointer);
    else {
      findings.push({
        code: 'AFDX-102',
        severity: 'error',
        message: `${kind} "${key}" is used twice`,
        place: context.placeOf(pointer),
        why: `the first use is at line ${context.placeOf(earlier).line}; switches and readers could not tell the two apart`,
        fix: `give this entry a ${kind} of its own`,
        subjects: [key],
      });
    }
  }
  return findings;
}
