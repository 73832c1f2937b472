import { canonicalJson, type Json } from '../../src/kernel/canonical-json.js';
import { sha256 } from '../../src/kernel/digest.js';
import { type CertificateCheck, checkCertificate } from '../../src/twin/afdx/certificate/check-certificate.js';
import type { AfdxNetwork } from '../../src/twin/afdx/network.generated.js';

/** A certificate as parsed from its file, for a test to change. */
export interface OpenCertificate {
  format: string;
  method: string;
  network: { title: string; version: string; sha256: string };
  ticksPerSecond: number;
  ports: { port: string; delayTicks: { high?: string; low?: string }; backlogBits: number }[];
  flows: {
    virtualLink: number;
    network: string;
    jitterTicks?: { port: string; ticks: number }[];
    destinations: { endSystem: string; delayPicoseconds: string; shortestPicoseconds: string }[];
  }[];
}

/** A port as `[id, high, low, backlog]`; an empty text where a priority is absent. */
export type PortRow = readonly [string, string, string, number];
/** A flow on A as `[virtual link, destination, delay, shortest, jitter at each port]`, times in ps, jitters in ticks. */
export type FlowRow = readonly [number, string, string, string, Readonly<Record<string, number>>?];

/** A certificate for a network on A from rows. */
export function certificateFrom(
  network: AfdxNetwork,
  method: string,
  ports: readonly PortRow[],
  flows: readonly FlowRow[],
): OpenCertificate {
  return {
    format: 'ampel360-afdx-certificate/1',
    method,
    network: { title: network.title, version: network.version, sha256: sha256(canonicalJson(network as unknown as Json)) },
    ticksPerSecond: 1_000_000_000,
    ports: ports.map(([port, high, low, backlogBits]) => ({
      port,
      delayTicks: { ...(high === '' ? {} : { high }), ...(low === '' ? {} : { low }) },
      backlogBits,
    })),
    flows: flows.map(([virtualLink, endSystem, delayPicoseconds, shortestPicoseconds, jitters]) => ({
      virtualLink,
      network: 'A',
      ...(jitters === undefined ? {} : { jitterTicks: Object.entries(jitters).map(([port, ticks]) => ({ port, ticks })) }),
      destinations: [{ endSystem, delayPicoseconds, shortestPicoseconds }],
    })),
  };
}

/** The verdict on a certificate. */
export function checked(network: AfdxNetwork, certificate: unknown): CertificateCheck {
  return checkCertificate({ network, certificate, path: 'certificate.json' });
}

/** The codes of the findings, each once, in order. */
export function codesOf({ diagnostics }: CertificateCheck): readonly string[] {
  return [...new Set(diagnostics.map(({ code }) => code))].sort();
}

/** A copy for a test to change. */
export function copyOf(certificate: OpenCertificate): OpenCertificate {
  return structuredClone(certificate);
}

/** One number of a certificate, changed in a copy by one unit of its last place. */
export interface NumberPlace {
  readonly what: string;
  readonly changed: (by: bigint) => OpenCertificate;
}

/** Each number of a certificate that a bound rests on. */
export function numbersOf(certificate: OpenCertificate): readonly NumberPlace[] {
  const places: NumberPlace[] = [];
  const add = (what: string, change: (copy: OpenCertificate, by: bigint) => void): void => {
    const changed = (by: bigint): OpenCertificate => {
      const copy = copyOf(certificate);
      change(copy, by);
      return copy;
    };
    places.push({ what, changed });
  };
  for (const [at, { port, delayTicks }] of certificate.ports.entries()) {
    for (const priority of ['high', 'low'] as const) {
      if (delayTicks[priority] === undefined) continue;
      add(`delay ${port} ${priority}`, ({ ports }, by) => {
        const [numerator = '', denominator] = ports[at]?.delayTicks[priority]?.split('/') ?? [];
        const text = `${BigInt(numerator) + by}${denominator === undefined ? '' : `/${denominator}`}`;
        if (ports[at] !== undefined) ports[at].delayTicks[priority] = text;
      });
    }
    add(`backlog ${port}`, ({ ports }, by) => {
      if (ports[at] !== undefined) ports[at].backlogBits += Number(by);
    });
  }
  for (const [at, flow] of certificate.flows.entries()) {
    for (const [hop, { port }] of (flow.jitterTicks ?? []).entries()) {
      add(`jitter ${flow.virtualLink} ${flow.network} ${port}`, ({ flows }, by) => {
        const jitter = flows[at]?.jitterTicks?.[hop];
        if (jitter !== undefined) jitter.ticks += Number(by);
      });
    }
    for (const [end, { endSystem }] of flow.destinations.entries()) {
      for (const time of ['delayPicoseconds', 'shortestPicoseconds'] as const) {
        add(`${time} ${flow.virtualLink} ${flow.network} ${endSystem}`, ({ flows }, by) => {
          const destination = flows[at]?.destinations[end];
          if (destination !== undefined) destination[time] = `${BigInt(destination[time]) + by}`;
        });
      }
    }
  }
  return places;
}
