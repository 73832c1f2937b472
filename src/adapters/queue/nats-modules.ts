/** The NATS packages, loaded together when a queue is used. */
export interface NatsModules {
  readonly transport: typeof import('@nats-io/transport-node');
  readonly jetstream: typeof import('@nats-io/jetstream');
  readonly store: typeof import('@nats-io/kv');
}

/**
 * Loads the NATS packages; a command that uses no queue does not.
 * @implements LLR-CMP-012
 */
export async function loadNats(): Promise<NatsModules> {
  const [transport, jetstream, store] = await Promise.all([
    import('@nats-io/transport-node'),
    import('@nats-io/jetstream'),
    import('@nats-io/kv'),
  ]);
  return { transport, jetstream, store };
}
