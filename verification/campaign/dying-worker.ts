// A worker that is killed by each job it takes. Arguments: address of the queue, name of the tool.
import { openNatsQueue } from '../../src/adapters/nats-queue.js';

const [url = '', needs = ''] = process.argv.slice(2);
const { value: queue } = await openNatsQueue({ url, credentialsPath: '', name: 'dying', notice: () => undefined });
const run = async () => {
  process.kill(process.pid, 'SIGKILL');
  return { refused: 'not reached' };
};
await queue?.worker().work([{ kind: 'poison', needs, run }], 1, AbortSignal.timeout(20_000));
