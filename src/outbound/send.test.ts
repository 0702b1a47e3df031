import { globalAgent, type RequestListener } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { send } from './send.ts';
import { selfSigned } from './testing/certificate.ts';
import { get, LIMITS, LOOPBACK, text, to } from './testing/get.ts';
import { closedPort, serve, serveRaw } from './testing/server.ts';

test('a POST arrives with its body, its headers and nothing that it was not given', async () => {
  let seen: unknown;
  const port = await serve(async (request, response) => {
    const body = await request.setEncoding('utf8').toArray();
    seen = { method: request.method, url: request.url, headers: request.headers, body: body.join('') };
    response.writeHead(202, { 'Retry-After': '5', 'Set-Cookie': ['a=1', 'b=2'] }).end('thanks');
  });
  const outcome = await send(
    {
      method: 'POST',
      url: `http://127.0.0.1:${port}/a?b=c`,
      headers: { 'content-type': 'text/plain' },
      body: 'häh',
    },
    LOOPBACK,
  );
  expect(outcome).toMatchObject({
    kind: 'answer',
    status: 202,
    headers: { 'retry-after': '5', 'set-cookie': 'a=1, b=2' },
  });
  expect(text(outcome)).toBe('thanks');
  expect(seen).toEqual({
    method: 'POST',
    url: '/a?b=c',
    body: 'häh',
    headers: {
      host: `127.0.0.1:${port}`,
      connection: 'close',
      'content-length': '4',
      'content-type': 'text/plain',
      'user-agent': 'Assay',
      accept: '*/*',
      'accept-encoding': 'identity',
    },
  });
});

test('a name that the operator allowed leads to this machine, resolved once', async () => {
  const port = await serve((request, response) => response.end(request.headers.host));
  let asked = 0;
  const resolve = async (name: string) => {
    asked += 1;
    return name === 'hooks.test' ? ['127.0.0.1'] : [];
  };
  expect(text(await get(`http://Hooks.Test.:${port}/`, { resolve }))).toBe(`hooks.test:${port}`);
  expect(asked).toBe(1);
});

test('an answer of exactly the limit is read, a larger one is not read on', async () => {
  let written = 0;
  const port = await serve((request, response) => {
    if (request.url === '/fits') return response.end('a'.repeat(1_000));
    const more = () => {
      while (!response.destroyed && response.write('a'.repeat(10_000))) written += 10_000;
    };
    response.on('drain', more);
    return more();
  });
  expect(text(await get(`http://127.0.0.1:${port}/fits`))).toHaveLength(1_000);
  const started = performance.now();
  expect(await get(`http://127.0.0.1:${port}/huge`)).toMatchObject({
    kind: 'answer',
    status: 200,
    body: undefined,
  });
  expect(performance.now() - started).toBeLessThan(LIMITS.total);
  expect(written).toBeLessThan(50_000_000);
});

test('a compressed answer is neither asked for nor unpacked', async () => {
  const port = await serve((_, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end('raw'),
  );
  expect(text(await get(`http://127.0.0.1:${port}/`))).toBe('raw');
});

test.each([
  ['never answers', () => undefined, 'timeout'],
  ['sends a byte now and then', 'trickle', 'timeout'],
  ['closes at once', 'close', 'broken'],
  ['closes in the middle', 'cut', 'broken'],
  ['changes to another protocol', 'switch', 'broken'],
  ['does not speak HTTP', 'noise', 'broken'],
  ['sends headers without end', 'headers', 'broken'],
] as const)('a server that %s ends in a failure, in time', async (_, how, why) => {
  const port = await serveRaw((socket) => {
    if (how === 'close') socket.destroy();
    if (how === 'cut') socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc');
    if (how === 'switch') {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: other\r\n\r\n');
    }
    if (how === 'noise') socket.end('220 mail.example.org ESMTP\r\n');
    if (how === 'headers') socket.write(`HTTP/1.1 200 OK\r\nX: ${'a'.repeat(100_000)}`);
    if (how !== 'trickle') return;
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n');
    const timer = setInterval(() => socket.write('a'), 50);
    socket.on('close', () => clearInterval(timer));
  });
  const started = performance.now();
  const outcome = await get(`http://127.0.0.1:${port}/CANARY`, { limits: { ...LIMITS, total: 400 } });
  expect(outcome).toMatchObject({ kind: 'failure', why });
  expect(JSON.stringify(outcome)).not.toContain('CANARY');
  expect(performance.now() - started).toBeLessThan(2_000);
});

test('a name that is never resolved, and TLS that never stands, end by the limit of connecting', async () => {
  const limits = { ...LIMITS, connect: 200 };
  const never = () => new Promise<string[]>(() => undefined);
  expect(await get('https://hooks.example.org/', { limits, resolve: never })).toMatchObject({
    why: 'timeout',
  });
  const port = await serveRaw(() => undefined);
  const outcome = await get(`https://127.0.0.1:${port}/`, { limits });
  expect(outcome).toMatchObject({ why: 'timeout', message: expect.stringContaining('200 ms') });
});

test('a port that nothing listens on, a name without an address, a resolver that fails', async () => {
  const closed = await closedPort();
  expect(await get(`http://127.0.0.1:${closed}/`)).toMatchObject({
    why: 'connect',
    message: '127.0.0.1 took no connection (ECONNREFUSED).',
  });
  expect(await get(`http://hooks.test:${closed}/`, to('127.0.0.1', '127.0.0.1'))).toMatchObject({
    why: 'connect',
  });
  expect(await get('https://hooks.example.org/', to())).toMatchObject({ why: 'resolve' });
  const resolve = async () => {
    throw Object.assign(new Error('no'), { code: 'ENOTFOUND' });
  };
  expect(await get('https://hooks.example.org/', { resolve })).toMatchObject({
    why: 'resolve',
    message: 'hooks.example.org could not be resolved (ENOTFOUND).',
  });
});

test('once the connection stands, an answer may take longer than connecting', async () => {
  const own = selfSigned('hooks.test');
  const late: RequestListener = (_, response) => void setTimeout(() => response.end('late'), 600);
  const sender = { limits: { ...LIMITS, connect: 300 }, ca: own.cert, ...to('127.0.0.1') };
  expect(text(await get(`http://127.0.0.1:${await serve(late)}/`, sender))).toBe('late');
  expect(text(await get(`https://hooks.test:${await serve(late, own)}/`, sender))).toBe('late');
});

test('the agent that everything else of Node shares, and that may use a proxy, is not used', async () => {
  const port = await serve((_, response) => response.end('direct'));
  const before = globalAgent.maxSockets;
  globalAgent.maxSockets = 0;
  onTestFinished(() => {
    globalAgent.maxSockets = before;
  });
  expect(text(await get(`http://127.0.0.1:${port}/`))).toBe('direct');
});

test('stopping ends what is under way, and what begins after it', async () => {
  const port = await serve(() => undefined);
  const stop = new AbortController();
  const under = get(`http://127.0.0.1:${port}/`, { signal: stop.signal });
  setTimeout(() => stop.abort(), 50);
  expect(await under).toMatchObject({ kind: 'failure', why: 'stopped' });
  expect(await get(`http://127.0.0.1:${port}/`, { signal: stop.signal })).toMatchObject({ why: 'stopped' });
});
