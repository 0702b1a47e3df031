import { expect, onTestFinished, test } from 'vitest';
import { allowList } from './address.ts';
import type { Outcome } from './outcome.ts';
import { type Message, type Sender, send } from './send.ts';
import { selfSigned } from './testing/certificate.ts';
import { closedPort, serve, serveRaw } from './testing/server.ts';

const LIMITS = { connect: 2_000, total: 4_000, bytes: 1_000 };
const LOOPBACK: Sender = { allow: allowList(['127.0.0.1', 'hooks.test']), limits: LIMITS };
const get = (url: string, sender: Partial<Sender> = {}, message: Partial<Message> = {}) =>
  send({ method: 'GET', url, ...message }, { ...LOOPBACK, ...sender });
const text = (outcome: Outcome) => (outcome.kind === 'answer' ? outcome.body?.toString() : outcome);
const to = (...addresses: string[]) => ({ resolve: async () => addresses });

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

test.each([
  '127.0.0.1',
  '10.0.0.1',
  '169.254.169.254',
  '::1',
  '::ffff:127.0.0.1',
  '64:ff9b::7f00:1',
  'fe80::1%lo',
  'x',
])('a public name that resolves to %s is not connected to', async (address) => {
  let reached = 0;
  const port = await serve((_, response) => {
    reached += 1;
    response.end();
  });
  const sender = { allow: allowList([]), ...to(address) };
  for (const resolve of [
    sender.resolve,
    async () => ['127.0.0.1', address],
    async () => [address, '127.0.0.1'],
  ]) {
    const outcome = await get(`https://hooks.example.org:${port}/`, { ...sender, resolve });
    expect(outcome).toMatchObject({ kind: 'failure', why: 'refused' });
  }
  expect(reached).toBe(0);
});

test('a name that was good and then turns to another address is refused as it connects', async () => {
  const own = selfSigned('rebind.example.org');
  let reached = 0;
  const port = await serve((_, response) => {
    reached += 1;
    response.end('reached');
  }, own);
  const answers = [['127.0.0.1'], ['127.0.0.2'], ['169.254.169.254'], ['127.0.0.1', '127.0.0.2']];
  const sender = {
    allow: allowList(['127.0.0.1']),
    ca: own.cert,
    resolve: async () => answers.shift() ?? [],
  };
  const url = `https://rebind.example.org:${port}/`;
  expect(text(await get(url, sender))).toBe('reached');
  for (let turn = 0; turn < 3; turn += 1) {
    expect(await get(url, sender)).toMatchObject({ kind: 'failure', why: 'refused' });
  }
  expect(reached).toBe(1);
});

test('an allowed name that is pointed at the metadata of a cloud is refused', async () => {
  const outcome = await get('http://hooks.test/latest/meta-data/', to('169.254.169.254'));
  expect(outcome).toMatchObject({
    why: 'refused',
    message: expect.stringContaining('169.254.169.254 belongs to'),
  });
});

test.each([
  'http://127.0.0.2/',
  'https://[::ffff:127.0.0.1]/',
  'https://2130706434/',
  'ftp://127.0.0.1/',
  'https://a@b.example/',
])('%s is checked anew as it is sent', async (url) => {
  expect(await get(url)).toMatchObject({
    kind: 'failure',
    why: 'refused',
    next: expect.stringMatching(/\w/),
  });
});

test.each([301, 302, 303, 307, 308, 300])(
  'a redirect by %i is not followed, even to the same host',
  async (status) => {
    const seen: (string | undefined)[] = [];
    const port = await serve((request, response) => {
      seen.push(request.url);
      response.writeHead(status, { location: `http://127.0.0.1:${port}/CANARY?token=CANARY` }).end();
    });
    const outcome = await get(
      `http://127.0.0.1:${port}/first`,
      {},
      { headers: { authorization: 'Bearer CANARY' } },
    );
    expect(outcome).toMatchObject({
      kind: 'failure',
      why: 'redirect',
      status,
      message: `127.0.0.1 redirects to 127.0.0.1:${port} (${status}).`,
    });
    expect(JSON.stringify(outcome)).not.toContain('CANARY');
    expect(seen).toEqual(['/first']);
  },
);

test.each([undefined, '//169.254.169.254/', 'http://[', '/elsewhere'])(
  'a redirect to %s is named as far as it can be',
  async (location) => {
    const port = await serve((_, response) =>
      response.writeHead(302, location === undefined ? {} : { location }).end(),
    );
    expect(await get(`http://127.0.0.1:${port}/`)).toMatchObject({ kind: 'failure', why: 'redirect' });
  },
);

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
  ['does not speak HTTP', 'noise', 'broken'],
  ['sends headers without end', 'headers', 'broken'],
] as const)('a server that %s ends in a failure, in time', async (_, how, why) => {
  const port = await serveRaw((socket) => {
    if (how === 'close') socket.destroy();
    if (how === 'cut') socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc');
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

test('certificates are verified, whatever the environment says', async () => {
  const own = selfSigned('hooks.example.org');
  const other = selfSigned('other.example.org');
  let reached = 0;
  const port = await serve((_, response) => {
    reached += 1;
    response.end('reached');
  }, own);
  const sender = { allow: allowList(['127.0.0.1']), ...to('127.0.0.1') };
  const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
  onTestFinished(() => {
    if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before;
  });
  const url = `https://hooks.example.org:${port}/`;
  expect(await get(url, sender)).toMatchObject({ kind: 'failure', why: 'tls' });
  expect(await get(url, { ...sender, ca: other.cert })).toMatchObject({ kind: 'failure', why: 'tls' });
  const misnamed = `https://misnamed.example.org:${port}/`;
  expect(await get(misnamed, { ...sender, ca: own.cert })).toMatchObject({ kind: 'failure', why: 'tls' });
  expect(reached).toBe(0);
  expect(text(await get(url, { ...sender, ca: own.cert }))).toBe('reached');
});

test('stopping ends what is under way, and what begins after it', async () => {
  const port = await serve(() => undefined);
  const stop = new AbortController();
  const under = get(`http://127.0.0.1:${port}/`, { signal: stop.signal });
  setTimeout(() => stop.abort(), 50);
  expect(await under).toMatchObject({ kind: 'failure', why: 'stopped' });
  expect(await get(`http://127.0.0.1:${port}/`, { signal: stop.signal })).toMatchObject({ why: 'stopped' });
});

test('headers that say how the connection is used cannot be given, nor can ones that hold a line', async () => {
  for (const name of ['Host', 'connection', 'Content-Length', 'transfer-encoding', 'Proxy-Authorization']) {
    await expect(get('https://hooks.example.org/', {}, { headers: { [name]: 'x' } })).rejects.toThrow(
      TypeError,
    );
  }
  await expect(get('https://hooks.example.org/', {}, { headers: { a: 'b\r\nc: d' } })).rejects.toThrow(
    TypeError,
  );
});
