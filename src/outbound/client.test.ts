import { expect, test } from 'vitest';
import { client } from './client.ts';
import { selfSigned } from './testing/certificate.ts';
import { closedPort, serve, serveRaw } from './testing/server.ts';

const LIMITS = { connect: 1_000, silence: 300, bytes: 1_000 };
const at = (port: number, more = {}) => client(`http://127.0.0.1:${port}`, { limits: LIMITS, ...more });
const get = { method: 'GET', path: '/' } as const;

test('sends a body of known length, and gives the answer', async () => {
  const port = await serve((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { 'content-length': length, connection, 'x-own': own } = request.headers;
      response.setHeader('x-said', `${length} ${connection} ${own}`);
      response.writeHead(201).end(Buffer.concat(parts));
    });
  });
  const chunks = async function* () {
    yield Buffer.from('one ');
    yield Buffer.from('two');
  };
  const answer = await at(port).ask({
    method: 'POST',
    path: '/there?a=1',
    headers: { 'x-own': 'own' },
    body: { chunks, bytes: 7 },
  });
  expect(answer).toMatchObject({ status: 201, body: 'one two', headers: { 'x-said': '7 close own' } });
});

test('no certificate is taken that nobody vouches for', async () => {
  const own = selfSigned('localhost');
  const port = await serve((_, response) => response.end('in'), own);
  const address = `https://localhost:${port}`;
  await expect(client(address, { limits: LIMITS }).ask(get)).rejects.toMatchObject({ code: 'unreachable' });
  expect(await client(address, { limits: LIMITS, ca: own.cert }).ask(get)).toMatchObject({ body: 'in' });
  const other = selfSigned('other.example.org');
  const wrong = await serve((_, response) => response.end('in'), other);
  await expect(client(`https://localhost:${wrong}`, { ca: other.cert }).ask(get)).rejects.toMatchObject({
    code: 'unreachable',
  });
});

test.each([
  ['says nothing', () => serveRaw(() => undefined)],
  ['says half', () => serveRaw((socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nab'))],
  ['breaks off', () => serveRaw((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nab'))],
  ['speaks no HTTP', () => serveRaw((socket) => socket.end('hello\r\n\r\n'))],
  ['says too much', () => serve((_, response) => response.end('x'.repeat(2_000)))],
  ['is not there', closedPort],
])('a server that %s is unreachable', async (_, made) => {
  await expect(at(await made()).ask(get)).rejects.toMatchObject({ code: 'unreachable' });
});

test('a body that cannot be read to its end is no answer either', async () => {
  const port = await serve((request, response) => {
    request.on('error', () => undefined);
    request.on('end', () => response.end('in'));
    request.resume();
  });
  const chunks = async function* () {
    yield Buffer.from('one');
    throw new Error('the file is gone');
  };
  const asked = at(port).ask({ method: 'POST', path: '/', body: { chunks, bytes: 7 } });
  await expect(asked).rejects.toMatchObject({ code: 'unreachable' });
});

test('nothing leaves the origin', async () => {
  const away = client('https://assay.example.org');
  await expect(away.ask({ method: 'GET', path: '//evil.example.org/' })).rejects.toThrow(TypeError);
  await expect(away.ask({ method: 'GET', path: 'http://evil.example.org/' })).rejects.toThrow(TypeError);
  const port = await serve((_, response) => response.writeHead(302, { location: '/other' }).end());
  await expect(at(port).ask(get)).rejects.toMatchObject({ code: 'usage' });
});

test.each([
  'http://assay.example.org',
  'http://127.0.0.1.evil.example.org',
  'http://localhost.evil.example.org',
  'http://10.0.0.1',
  'ftp://localhost',
  'https://user:secret@assay.example.org',
  'https://:secret@assay.example.org',
  'https://assay.example.org/path',
  'https://assay.example.org/?query',
  'assay.example.org',
])('%s is refused', (address) => {
  expect(() => client(address)).toThrow(expect.objectContaining({ code: 'usage' }));
});

test.each(['http://localhost:4747', 'http://127.0.0.1', 'http://[::1]:4747/', 'https://10.0.0.1:8443'])(
  '%s is fine',
  (address) => {
    expect(client(address).origin).toBe(new URL(address).origin);
  },
);
