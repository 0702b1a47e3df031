import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createPlainServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** Listens on 127.0.0.1 until the test ends, and gives the port. */
export async function serve(answer: RequestListener, tls?: { key: string; cert: string }): Promise<number> {
  return listen(tls ? createTlsServer(tls, answer) : createServer(answer));
}

/** Listens without speaking HTTP: what a connection gets is up to `each`. */
export async function serveRaw(each: (socket: Socket) => void): Promise<number> {
  return listen(createPlainServer(each));
}

async function listen(server: Server): Promise<number> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
  });
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return listening(server);
}

/** A port on which nothing listens: one that was free a moment ago. */
export async function closedPort(): Promise<number> {
  const server = createPlainServer();
  const port = await listening(server);
  await new Promise((done) => server.close(done));
  return port;
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
  return address.port;
}
