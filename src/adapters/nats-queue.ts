import type { NatsConnection, TlsOptions } from '@nats-io/transport-node';
import type { Diagnostic } from '../kernel/diagnostic.js';
import type { Read } from '../kernel/result.js';
import type { JobQueue, JobSource } from '../ports/job-queue.js';
import { loadNats, type NatsModules } from './queue/nats-modules.js';
import {
  connectionFault,
  type NatsCredentials,
  type NatsPlace,
  natsCredentialsIn,
  natsPlaceOf,
  unsuitable,
} from './queue/nats-settings.js';
import { type NatsLimits, streamName, UnsuitableStream, usualNatsLimits } from './queue/nats-streams.js';
import { NatsTransport } from './queue/nats-transport.js';
import { QueueCoordinator } from './queue/queue-coordinator.js';
import { messageOf } from './queue/queue-notice.js';
import { QueueWorker } from './queue/queue-worker.js';

/** Which queue, and how it is used; what is not given is as usual. */
export interface NatsQueueSettings {
  /** `nats://host:port`, or `tls://host:port`. */
  readonly url: string;
  /** File with credentials, or empty. */
  readonly credentialsPath: string;
  /** Name of this end, as it stands in results and in the lists of the server. */
  readonly name: string;
  readonly notice: (finding: Diagnostic) => void;
  readonly limits?: Partial<NatsLimits>;
  /** Longest absence of the server that is waited out; 300. */
  readonly lostSecondsMaximum?: number;
  /** Times that a job may be handed out and neither done nor given back; 5. */
  readonly attemptsMaximum?: number;
  /** Time that a job in work may go on after the worker was told to end; 5. */
  readonly graceSeconds?: number;
  /** Time between two looks at each job that is waited for; 5. */
  readonly sweepSeconds?: number;
  /** Most jobs of this coordinator in the queue at once; 1024. */
  readonly queuedMaximum?: number;
}

/** An open queue: as a place to put jobs, or to take them from. */
export interface NatsQueue {
  readonly place: string;
  coordinator(): JobQueue;
  worker(): JobSource;
  close(): Promise<void>;
}

const connectSecondsMaximum = 5;

/**
 * Connects to a NATS server and makes what the queue needs there. Once open it outlives restarts of the server.
 * @returns the queue, or why there is none: address, credentials, server, JetStream, encryption, settings
 * @implements LLR-CMP-011
 */
export async function openNatsQueue(settings: NatsQueueSettings): Promise<Read<NatsQueue | undefined>> {
  const at = natsPlaceOf(settings.url);
  const credentials = natsCredentialsIn(settings.credentialsPath);
  const diagnostics = [...at.diagnostics, ...credentials.diagnostics];
  if (at.value === undefined || credentials.value === undefined) return { value: undefined, diagnostics };
  const modules = await loadNats();
  let connection: NatsConnection | undefined;
  try {
    connection = await connected(modules, at.value, credentials.value, settings.name);
    const transport = new NatsTransport(modules, connection, { ...usualNatsLimits, ...settings.limits });
    await transport.prepare();
    return { value: queueOver(transport, at.value.place, settings), diagnostics: [] };
  } catch (thrown) {
    await connection?.close();
    return { value: undefined, diagnostics: [faultOf(at.value, thrown)] };
  }
}

function queueOver(transport: NatsTransport, place: string, settings: NatsQueueSettings): NatsQueue {
  const { name, notice, lostSecondsMaximum = 300, attemptsMaximum = 5, graceSeconds = 5 } = settings;
  const { sweepSeconds = 5, queuedMaximum = 1024 } = settings;
  return {
    place,
    coordinator: () => new QueueCoordinator(transport, { place, queuedMaximum, sweepSeconds, lostSecondsMaximum, notice }),
    worker: () =>
      new QueueWorker(transport, {
        ...{ place, name, attemptsMaximum, graceSeconds, lostSecondsMaximum, notice },
        takeSeconds: 2,
        retrySeconds: 0.5,
      }),
    close: () => transport.close(),
  };
}

/** A connection that reconnects without end: how long an absence may last is decided by those who wait. */
async function connected(modules: NatsModules, at: NatsPlace, credentials: NatsCredentials, name: string): Promise<NatsConnection> {
  const { transport } = modules;
  const authenticator = authenticatorOf(transport, credentials);
  return transport.connect({
    servers: at.place,
    name: `ampel ${name}`,
    timeout: connectSecondsMaximum * 1000,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    pingInterval: 10_000,
    maxPingOut: 2,
    ...(at.secure ? { tls: encryptionFor(at.place) } : {}),
    ...(authenticator === undefined ? {} : { authenticator }),
  });
}

/** Encryption is required. Where the address is a number, Node compares the certificate with `host`; the packages do not name it. */
function encryptionFor(place: string): TlsOptions {
  const settings = { host: place.replace(/:\d+$/, '').replace(/^\[|\]$/g, '') };
  return settings as TlsOptions;
}

function authenticatorOf(transport: NatsModules['transport'], credentials: NatsCredentials) {
  switch (credentials.kind) {
    case 'none':
      return undefined;
    case 'file':
      return transport.credsAuthenticator(credentials.bytes);
    case 'seed':
      return transport.nkeyAuthenticator(credentials.bytes);
    case 'user':
      return transport.usernamePasswordAuthenticator(credentials.user, credentials.password);
    case 'token':
      return transport.tokenAuthenticator(credentials.token);
  }
}

function faultOf(at: NatsPlace, thrown: unknown): Diagnostic {
  if (thrown instanceof UnsuitableStream) return unsuitable(at.place, `the stream ${streamName}`, thrown.message);
  if (thrown instanceof Error && thrown.name === 'JetStreamApiError' && !/not.enabled/.test(thrown.message))
    return unsuitable(at.place, 'the storage of the server', messageOf(thrown));
  return connectionFault(at, thrown);
}
