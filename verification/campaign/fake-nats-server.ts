import { createServer, type Server, type Socket } from 'node:net';

/** How a server that is of no use behaves. */
export interface FakeServer {
  /** What it says of itself beyond the least. */
  readonly info?: Readonly<Record<string, unknown>>;
  /** Said instead of the answer to CONNECT. */
  readonly error?: string;
  /** Answers to requests by subject; none: nobody is there to answer. */
  readonly answers?: Readonly<Record<string, unknown>>;
}

/** A few lines of the NATS protocol, enough to be refused by. */
export async function fakeNatsServer({
  info = {},
  error,
  answers = {},
}: FakeServer): Promise<{ port: number; close: () => Promise<void> }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    const least = {
      server_id: 'x',
      version: '2.9.10',
      proto: 1,
      headers: true,
      max_payload: 1_048_576,
      auth_required: error !== undefined,
    };
    socket.write(`INFO ${JSON.stringify({ ...least, ...info })}\r\n`);
    let text = '';
    socket.on('data', (data) => {
      text += data.toString('latin1');
      for (let end = text.indexOf('\r\n'); end >= 0; end = text.indexOf('\r\n')) {
        const line = text.slice(0, end);
        text = text.slice(end + 2);
        const [verb = '', subject = '', reply = ''] = line.split(' ');
        if (verb === 'CONNECT' && error !== undefined) socket.end(`-ERR '${error}'\r\n`);
        else if (verb === 'PING') socket.write('PONG\r\n');
        else if (verb === 'PUB' && reply.includes('.')) {
          const answer = answers[subject];
          const body = answer === undefined ? '' : JSON.stringify(answer);
          if (answer === undefined) socket.write(`HMSG ${reply} 1 16 16\r\nNATS/1.0 503\r\n\r\n\r\n`);
          else socket.write(`MSG ${reply} 1 ${body.length}\r\n${body}\r\n`);
        }
      }
    });
  });
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await new Promise((settle) => server.close(settle));
  };
  return { port, close };
}
