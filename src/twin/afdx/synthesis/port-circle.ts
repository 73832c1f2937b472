import type { NetworkName } from '../network.generated.js';
import { hopKey, hopsOf, networkNames, nodesOf, routesOf } from '../topology.js';
import type { Choice } from './assemble.js';
import type { Problem } from './problem.js';

/** A virtual link that leads from one port to the next on a circle; `undefined` for one that stays. */
export interface CircleStep {
  readonly port: string;
  readonly choice: Choice | undefined;
  readonly network: NetworkName;
}

/**
 * One circle of output ports that wait for each other, with a virtual link for each step from a port to the next; `undefined` when there is none.
 * Virtual links that stay are preferred.
 *
 * @implements LLR-VLO-017
 */
export function portCircleOf(problem: Problem, choices: readonly Choice[]): readonly CircleStep[] | undefined {
  const steps = new Map<string, Map<string, CircleStep>>();
  const add = (nodes: readonly string[], choice: Choice | undefined, network: NetworkName): void => {
    const ports = hopsOf(nodes).map(hopKey);
    for (let at = 1; at < ports.length; at += 1) {
      const port = ports[at - 1] ?? '';
      const next = steps.get(port) ?? new Map<string, CircleStep>();
      steps.set(port, next);
      const target = ports[at] ?? '';
      if (!next.has(target)) next.set(target, { port, choice, network });
    }
  };
  for (const virtualLink of problem.network.virtualLinks) {
    for (const name of networkNames) {
      for (const [destination, switches] of routesOf(virtualLink, name))
        add(nodesOf(virtualLink.source, switches, destination), undefined, name);
    }
  }
  for (const choice of choices) {
    for (const name of networkNames) {
      const tree = choice.trees[name] === undefined ? undefined : choice.class.trees[name][choice.trees[name]];
      for (const [destination, switches] of tree?.routes ?? []) add(nodesOf(choice.class.source, switches, destination), choice, name);
    }
  }
  return circleIn(steps);
}

/** Depth first without recursion: a step to a port that is still open closes a circle. */
function circleIn(steps: ReadonlyMap<string, ReadonlyMap<string, CircleStep>>): readonly CircleStep[] | undefined {
  const done = new Set<string>();
  for (const start of steps.keys()) {
    const path: { readonly port: string; readonly rest: Iterator<[string, CircleStep]>; taken?: CircleStep }[] = [];
    const open = (port: string): void => void path.push({ port, rest: (steps.get(port) ?? new Map<string, CircleStep>()).entries() });
    if (!done.has(start)) open(start);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = top.rest.next();
      if (next.done === true) {
        done.add(top.port);
        path.pop();
        continue;
      }
      const [port, step] = next.value;
      top.taken = step;
      const from = path.findIndex((each) => each.port === port);
      if (from >= 0) return path.slice(from).flatMap(({ taken }) => taken ?? []);
      if (!done.has(port)) open(port);
    }
  }
  return undefined;
}
