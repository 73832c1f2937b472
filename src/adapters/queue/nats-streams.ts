import type { ConsumerConfig, JetStreamManager, StreamConfig } from '@nats-io/jetstream';
import type { KV, Kvm } from '@nats-io/kv';
import type { StoreName } from './queue-transport.js';

/**
 * The stream that holds the jobs.
 * @implements LLR-CMP-012
 */
export const streamName = 'AMPEL_JOBS';

/** Limits of what is made on a server. What is there already keeps its own. */
export interface NatsLimits {
  /** Time after which a job that nobody extends is handed out again. */
  readonly holdSeconds: number;
  /** Time after which a request is taken as not answered. */
  readonly requestSeconds: number;
  readonly jobBytesMaximum: number;
  readonly resultBytesMaximum: number;
  readonly contentBytesMaximum: number;
  /** Time after which jobs, results and contents are removed; a job that is still waited for is put again. */
  readonly keepSeconds: number;
}

/**
 * Limits where none are given.
 * @implements LLR-CMP-012
 */
export const usualNatsLimits: NatsLimits = {
  holdSeconds: 10,
  requestSeconds: 5,
  jobBytesMaximum: 256 * 1024 * 1024,
  resultBytesMaximum: 512 * 1024 * 1024,
  contentBytesMaximum: 1024 * 1024 * 1024,
  keepSeconds: 7 * 24 * 3600,
};

/**
 * A stream of that name is there, and was made for something else.
 * @implements LLR-CMP-012
 */
export class UnsuitableStream extends Error {}

const nanosecondsPerSecond = 1_000_000_000;

/**
 * Makes the stream of jobs where it is missing: each job stays until it is done, a key is there once, and a full stream refuses jobs instead
 * of dropping old ones.
 * @throws UnsuitableStream when a stream of the name would lose jobs or hold them twice
 * @implements LLR-CMP-012
 */
export async function prepareStream(manager: JetStreamManager, limits: NatsLimits): Promise<void> {
  const wanted = {
    name: streamName,
    subjects: ['ampel.job.>'],
    retention: 'workqueue',
    discard: 'new',
    max_msgs_per_subject: 1,
    discard_new_per_subject: true,
    storage: 'file',
    max_bytes: limits.jobBytesMaximum,
    max_age: limits.keepSeconds * nanosecondsPerSecond,
  } satisfies Partial<StreamConfig> & { readonly name: string };
  let found = await configOf(manager);
  if (found === undefined) {
    // Another worker may make it at the same time, with other limits.
    await manager.streams.add(wanted).catch((thrown: unknown) => {
      if (!/already in use/.test(String(thrown))) throw thrown;
    });
    found = await configOf(manager);
  }
  for (const name of ['retention', 'discard', 'max_msgs_per_subject', 'discard_new_per_subject'] as const)
    if (found?.[name] !== wanted[name]) throw new UnsuitableStream(`its setting ${name} is ${found?.[name]} and must be ${wanted[name]}`);
}

async function configOf(manager: JetStreamManager): Promise<StreamConfig | undefined> {
  try {
    return (await manager.streams.info(streamName)).config;
  } catch (thrown) {
    if (/stream not found/.test(String(thrown))) return undefined;
    throw thrown;
  }
}

/**
 * The bucket of a store, made where it is missing: one revision of each value, limited in bytes and time. Reads go to the leader, which has
 * what was written last.
 * @implements LLR-CMP-012
 */
export async function prepareStore(buckets: Kvm, store: StoreName, limits: NatsLimits): Promise<KV> {
  const settings = {
    history: 1,
    ttl: limits.keepSeconds * 1000,
    max_bytes: store === 'results' ? limits.resultBytesMaximum : limits.contentBytesMaximum,
    allow_direct: false,
  };
  return buckets.create(`ampel-${store}`, settings).catch((thrown: unknown) => {
    if (!/already in use/.test(String(thrown))) throw thrown;
    return buckets.create(`ampel-${store}`, settings);
  });
}

/**
 * The consumer of a lane: it hands a job out until it is done. How often is counted by the worker, which can say why it gives a job up.
 * @implements LLR-CMP-012
 */
export function consumerSettings(lane: string, { holdSeconds }: NatsLimits): Partial<ConsumerConfig> {
  return {
    durable_name: lane,
    filter_subject: `ampel.job.${lane}.>`,
    ack_policy: 'explicit',
    deliver_policy: 'all',
    ack_wait: holdSeconds * nanosecondsPerSecond,
    max_deliver: -1,
    max_ack_pending: 10_000,
    max_waiting: 4096,
  };
}
