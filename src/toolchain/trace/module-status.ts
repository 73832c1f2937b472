import { compareText } from '../../kernel/diagnostic.js';
import type { TraceGraph } from './graph.js';
import type { Standing } from './standing.js';

/** Requirements of one module at one level, counted by where they stand. */
export interface ModuleStatus {
  readonly module: string;
  readonly verified: number;
  readonly awaiting: number;
  readonly notMet: number;
  readonly planned: number;
  readonly all: number;
}

/**
 * Counts the requirements of a level by module, sorted by module code.
 * @implements LLR-TRC-008
 */
export function moduleStatusOf(graph: TraceGraph, standings: ReadonlyMap<string, Standing>, level: string): readonly ModuleStatus[] {
  const counts = new Map<string, { verified: number; awaiting: number; notMet: number; planned: number; all: number }>();
  for (const requirement of graph.requirements) {
    if (requirement.level !== level) continue;
    const entry = counts.get(requirement.module) ?? { verified: 0, awaiting: 0, notMet: 0, planned: 0, all: 0 };
    counts.set(requirement.module, entry);
    entry.all += 1;
    const state = standings.get(requirement.id)?.state;
    if (state === 'met') entry.verified += 1;
    else if (state === 'awaiting') entry.awaiting += 1;
    else if (state === 'planned') entry.planned += 1;
    else entry.notMet += 1;
  }
  return [...counts.keys()].sort(compareText).map((module) => ({ module, ...(counts.get(module) as Omit<ModuleStatus, 'module'>) }));
}
