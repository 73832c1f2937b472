import type { Diagnostic } from '../../../kernel/diagnostic.js';
import type { JsonReading } from '../json-places.js';

/**
 * The finding AFDX-212 on an output-port network of Saihu, which cannot be read; `undefined` for any other JSON. Such a file has the
 * lists `servers` and `flows` and the object `network`. It gives arrival curves instead of gaps, and begins a flow in the queue of
 * any output port instead of that of an end system; a reading in terms of end systems would add ports that the file does not have.
 *
 * @implements LLR-CNV-015
 */
export function saihuFindingOf(path: string, { value, positionOf }: JsonReading): Diagnostic | undefined {
  if (!isObject(value) || !Array.isArray(value.servers) || !Array.isArray(value.flows) || !isObject(value.network)) return undefined;
  const mixed = mixedServerOf(value.flows);
  const example = mixed === undefined ? '' : `: ${mixed.first} begins at ${mixed.server}, where ${mixed.second} passes`;
  return {
    code: 'AFDX-212',
    severity: 'error',
    message: `an output-port network of ${value.servers.length} servers cannot be read${example}`,
    place: { path, ...positionOf('/flows') },
    why: 'arrival curves are no gaps, and flows begin in the queue of any port, not in that of an end system',
    fix: 'describe the physical network in the WoPANets form, with period, max-payload and min-payload of each flow',
  };
}

interface MixedServer {
  readonly server: string;
  readonly first: string;
  readonly second: string;
}

/** A server where one flow begins and another passes, if there is one. */
function mixedServerOf(flows: readonly unknown[]): MixedServer | undefined {
  const paths = flows.filter(isObject).map(({ name, path }) => ({
    name: `flow ${typeof name === 'string' ? JSON.stringify(name.slice(0, 60)) : 'without name'}`,
    servers: Array.isArray(path) ? path.filter((server) => typeof server === 'string') : [],
  }));
  const passing = new Map(paths.flatMap(({ name, servers }) => servers.slice(1).map((server) => [server, name] as const)));
  for (const { name, servers } of paths) {
    const second = passing.get(servers[0] ?? '');
    if (servers[0] !== undefined && second !== undefined) return { server: JSON.stringify(servers[0].slice(0, 60)), first: name, second };
  }
  return undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
