import { compareText } from '../../../kernel/diagnostic.js';
import type { NetworkName } from '../network.generated.js';
import { distancesFrom, type SwitchGraph } from './route-trees.js';

/** Whether a sequence of switches goes up toward the root first and then only down. */
export type UpDownRule = (switches: readonly string[]) => boolean;

/**
 * The up-down rule of a network (Schroeder et al., Autonet, 1991): switches are ordered by their distance to a root, the switch with
 * most neighbours; a route goes up first and then only down. If all routes keep it, no ports wait for each other in a circle.
 *
 * @implements LLR-VLO-014
 */
export function upDownRuleOf(graph: SwitchGraph): UpDownRule {
  const switches = [...graph.neighbours].map(([id, { length }]) => ({ id, length }));
  const [root] = switches.sort((a, b) => b.length - a.length || compareText(a.id, b.id));
  const distances = root === undefined ? new Map<string, number>() : distancesFrom(graph, root.id);
  const isUp = (from: string, to: string): boolean => {
    const [a, b] = [distances.get(from) ?? 0, distances.get(to) ?? 0];
    return b < a || (b === a && compareText(to, from) < 0);
  };
  return (path) => {
    let down = false;
    for (let at = 1; at < path.length; at += 1) {
      const up = isUp(path[at - 1] ?? '', path[at] ?? '');
      if (up && down) return false;
      down ||= !up;
    }
    return true;
  };
}

/** The up-down rules of both networks. */
export type UpDownRules = Readonly<Record<NetworkName, UpDownRule>>;
