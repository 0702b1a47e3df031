import { expect, onTestFinished, test, vi } from 'vitest';
import { allowList } from './address.ts';
import { selfSigned } from './testing/certificate.ts';
import { get, text, to } from './testing/get.ts';
import { serve } from './testing/server.ts';

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

test('certificates are verified, whatever the environment says', async () => {
  const own = selfSigned('hooks.example.org');
  const other = selfSigned('other.example.org');
  let reached = 0;
  const port = await serve((_, response) => {
    reached += 1;
    response.end('reached');
  }, own);
  const sender = { allow: allowList(['127.0.0.1']), ...to('127.0.0.1') };
  // Node warns of the setting, which is the point here.
  vi.spyOn(process, 'emitWarning').mockReturnValue();
  const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
  onTestFinished(() => {
    vi.restoreAllMocks();
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
