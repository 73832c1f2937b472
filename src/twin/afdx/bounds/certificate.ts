import { canonicalJson, type Json } from '../../../kernel/canonical-json.js';
import { sha256 } from '../../../kernel/digest.js';
import { rationalText } from '../../../kernel/rational.js';
import type { AfdxNetwork, NetworkName } from '../network.generated.js';
import type { Bounds, Method } from './bounds.js';

/**
 * Form and version of the certificates.
 *
 * @implements LLR-BND-014
 */
export const certificateFormat = 'ampel360-afdx-certificate/1';

/** The numbers that confirm the bounds of a network without repeating the analysis; see docs/afdx-bounds.md. */
export interface Certificate {
  readonly format: typeof certificateFormat;
  readonly method: Method;
  readonly network: { readonly title: string; readonly version: string; readonly sha256: string };
  readonly ticksPerSecond: number;
  /** In an order in which each flow passes them one after the other. */
  readonly ports: readonly {
    readonly port: string;
    /** Exact fractions of ticks, for each priority that passes. */
    readonly delayTicks: { readonly high?: string; readonly low?: string };
    readonly backlogBits: number;
  }[];
  readonly flows: readonly {
    readonly virtualLink: number;
    readonly network: NetworkName;
    /** With method `frame`: the arrival jitter at each port of the tree. */
    readonly jitterTicks?: readonly { readonly port: string; readonly ticks: number }[];
    readonly destinations: readonly {
      readonly endSystem: string;
      readonly delayPicoseconds: string;
      readonly shortestPicoseconds: string;
    }[];
  }[];
}

/**
 * The certificate of bounds of a network.
 *
 * @param network the configuration from which the timing network of the bounds was built
 * @implements LLR-BND-014
 */
export function certificateOf(network: AfdxNetwork, bounds: Bounds): Certificate {
  const { ports, flows, ticksPerSecond } = bounds.network;
  let end = 0;
  return {
    format: certificateFormat,
    method: bounds.method,
    network: { title: network.title, version: network.version, sha256: sha256(canonicalJson(network as unknown as Json)) },
    ticksPerSecond,
    ports: bounds.ports.map(({ delayTicks: { high, low }, backlogBits }, index) => ({
      port: ports[index]?.id ?? '',
      delayTicks: { ...(high === undefined ? {} : { high: rationalText(high) }), ...(low === undefined ? {} : { low: rationalText(low) }) },
      backlogBits,
    })),
    flows: flows.map((flow) => {
      const jitter = bounds.jitterTicks?.[flow.index];
      const destinations = bounds.ends
        .slice(end, end + flow.destinations.length)
        .map(({ destination, delayPicoseconds, shortestPicoseconds }) => ({
          endSystem: destination.endSystem,
          delayPicoseconds: delayPicoseconds.toString(),
          shortestPicoseconds: shortestPicoseconds.toString(),
        }));
      end += flow.destinations.length;
      return {
        virtualLink: flow.virtualLink,
        network: flow.network,
        ...(jitter === undefined
          ? {}
          : { jitterTicks: flow.hops.map(({ port }, hop) => ({ port: ports[port]?.id ?? '', ticks: jitter[hop] ?? 0 })) }),
        destinations,
      };
    }),
  };
}
