import type { TraceRule } from '../rule.js';

/** @implements LLR-TRC-116 */
export const unitWithoutRequirement: TraceRule = {
  code: 'TRC-116',
  name: 'code unit without requirement',
  severity: 'error',
  why: 'code that no requirement asks for is extraneous, or its requirement was never written',
  check(graph, report) {
    if (graph.config.code?.units !== 'exported') return;
    const taggedFiles = new Set<string>();
    const taggedUnits = new Set<string>();
    const withTaggedMember = new Set<string>();
    for (const unit of graph.units) {
      if (unit.implements.length === 0) continue;
      if (unit.kind === 'file') taggedFiles.add(unit.place.path);
      taggedUnits.add(`${unit.place.path} ${unit.name}`);
      for (const enclosing of enclosingNames(unit.name)) withTaggedMember.add(`${unit.place.path} ${enclosing}`);
    }
    for (const unit of graph.units) {
      if (!unit.exported || unit.kind === 'file' || unit.kind === 'type' || unit.kind === 'block' || unit.kind === 'method') continue;
      if (unit.implements.length > 0 || taggedFiles.has(unit.place.path) || isPartOfTagged(unit.place.path, unit.name)) continue;
      report({
        message: `${unit.kind} ${unit.name} implements no requirement`,
        place: unit.place,
        fix: 'name its requirement with @implements in its doc comment, or remove the code',
        subjects: [unit.name],
      });
    }

    /** Whether an enclosing unit, or a member of this one, carries a tag. */
    function isPartOfTagged(path: string, name: string): boolean {
      return withTaggedMember.has(`${path} ${name}`) || enclosingNames(name).some((enclosing) => taggedUnits.has(`${path} ${enclosing}`));
    }
  },
};

/** Names of the units around `A.b.c`: `A.b` and `A`. */
function enclosingNames(name: string): readonly string[] {
  const names: string[] = [];
  for (let dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) names.push(name.slice(0, dot));
  return names;
}
