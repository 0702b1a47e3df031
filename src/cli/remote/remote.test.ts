import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NOW, type Stage, stage } from '../../server/testing/stage.ts';
import { assay } from '../testing/run.ts';

let on: Stage;
let address: string;
let folder: string;
let keys: { issuer: string; jwks: unknown };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'assay-remote-'));
  keys = { issuer: 'https://ci.example.org', jwks: { keys: [] } };
  on = await stage({
    fetchJson: async (url) =>
      url.endsWith('/.well-known/openid-configuration') ? { jwks_uri: `${keys.issuer}/jwks` } : keys.jwks,
  });
  address = await on.app.listen({ host: '127.0.0.1', port: 0 });
  writeFileSync(
    join(folder, 'tests.xml'),
    '<testsuite name="unit" tests="1" timestamp="2026-11-02T10:00:00Z"><testcase classname="a" name="one"/></testsuite>',
  );
  writeFileSync(join(folder, 'notes.json'), '{"nothing":"known"}');
});
afterEach(async () => {
  await on.close();
  rmSync(folder, { recursive: true, force: true });
});

const run = (env: Record<string, string>, ...words: string[]) =>
  assay(['import', ...words], { cwd: folder, data: join(folder, 'data'), now: NOW, env });
async function token(): Promise<Record<string, string>> {
  const { authorization = '' } = await on.machine(['import']);
  return { ASSAY_SERVER: address, ASSAY_TOKEN: authorization.replace('Bearer ', '') };
}

test('a file is handed in to a server by a token, and again it is known', async () => {
  const env = await token();
  const first = await run(env, 'tests.xml', '--system', 'orders');
  expect(first).toMatchObject({ code: 0 });
  expect(first.out).toContain('imported  tests.xml: junit');
  const [document] = (await on.store.reader('default').documents({ limit: 5 })).rows;
  expect(document?.origin).toMatchObject({ kind: 'token', name: 'Pipeline' });
  on.pass(1);
  const again = await run(
    { ...env, ASSAY_SERVER: '' },
    'tests.xml',
    '--system',
    'orders',
    '--server',
    address,
    '--json',
  );
  expect(JSON.parse(again.out)).toMatchObject([{ status: 'known' }]);
});

test('what is refused is said with why, and the others still go', async () => {
  const both = await run(await token(), 'notes.json', 'tests.xml', '--system', 'orders');
  expect(both.code).toBe(1);
  expect(both.out).toContain('refused   notes.json');
  expect(both.out).toContain('imported  tests.xml');
});

test('a large file is a job there, and its result is the same', async () => {
  const cases = Array.from(
    { length: 130_000 },
    (_, each) => `<testcase classname="a" name="number ${each} of many"/>`,
  );
  writeFileSync(
    join(folder, 'large.xml'),
    `<testsuite name="unit" tests="130000" timestamp="2026-11-02T10:00:00Z">${cases.join('')}</testsuite>`,
  );
  const large = await run(await token(), 'large.xml', '--system', 'orders');
  expect(large.err).toBe('');
  expect(large.out).toContain('imported  large.xml: junit');
  expect((await on.store.jobs.list('default', {}, { limit: 5 })).rows).toMatchObject([
    { kind: 'import', state: 'done' },
  ]);
}, 60_000);

test('nobody who should not gets in: exit code 4', async () => {
  expect((await run({ ASSAY_SERVER: address }, 'tests.xml')).code).toBe(4);
  const wrong = { ASSAY_SERVER: address, ASSAY_TOKEN: `assay_${'a'.repeat(16)}_${'b'.repeat(32)}00000000` };
  expect((await run(wrong, 'tests.xml')).code).toBe(4);
  const { authorization = '' } = await on.machine(['read']);
  expect((await run({ ASSAY_SERVER: address, ASSAY_TOKEN: authorization.slice(7) }, 'tests.xml')).code).toBe(
    4,
  );
});

test('a refusal is heard although a large file would follow', async () => {
  writeFileSync(join(folder, 'huge.json'), Buffer.alloc(40_000_000, ' '));
  const wrong = { ASSAY_SERVER: address, ASSAY_TOKEN: `assay_${'a'.repeat(16)}_${'b'.repeat(32)}00000000` };
  expect(await run(wrong, 'huge.json')).toMatchObject({ code: 4, out: '' });
});

test('whoever has no proof is told how to get one where they are', async () => {
  await on.person('owner');
  const github = await run({ ASSAY_SERVER: address, GITHUB_ACTIONS: 'true' }, 'tests.xml');
  expect(github.err).toContain('id-token: write');
  const gitlab = await run({ ASSAY_SERVER: address, GITLAB_CI: 'true' }, 'tests.xml');
  expect(gitlab.err).toContain('id_tokens');
});

test('a token with a line break is none', async () => {
  const broken = await run({ ASSAY_SERVER: address, ASSAY_TOKEN: 'CANARY\r\nx: y' }, 'tests.xml');
  expect(broken.code).toBe(2);
  expect(broken.err).not.toContain('CANARY');
});

test('a store that is named is used, whatever server the environment names', async () => {
  const env = { ASSAY_SERVER: 'http://127.0.0.1:9' };
  const data = join(folder, 'named');
  expect((await run(env, 'tests.xml', '--system', 'orders', '--data', data)).code).toBe(0);
  expect((await run(env, 'tests.xml', '--server', address, '--data', data)).code).toBe(2);
});

test.each([
  'http://assay.example.org',
  'ftp://localhost',
  'nothing',
  'https://a@b.example',
  'https://a.example/x',
])('%s is no server to hand tokens to', async (server) => {
  expect((await run({ ASSAY_TOKEN: 'CANARY' }, 'tests.xml', '--server', server)).code).toBe(2);
});

test('a dry run says what would be read, keeps nothing and sends nothing', async () => {
  const dry = await run(
    { ASSAY_SERVER: 'http://127.0.0.1:9' },
    'tests.xml',
    '--system',
    'orders',
    '--dry-run',
  );
  expect(dry).toMatchObject({ code: 0 });
  expect(dry.out).toContain('readable  tests.xml: junit');
});

describe('a pipeline’s own identity', () => {
  async function identity(
    claims: Record<string, unknown>,
    more: { audience?: string; issuer?: string; at?: number } = {},
  ) {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    keys.jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'RS256', use: 'sig' }] };
    const at = Math.floor((more.at ?? NOW) / 1_000);
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'k' })
      .setIssuer(more.issuer ?? keys.issuer)
      .setSubject('repo:acme/orders')
      .setAudience(more.audience ?? 'assay')
      .setIssuedAt(at)
      .setExpirationTime(at + 300)
      .sign(privateKey);
  }
  const trust = (systems?: string[]) =>
    on.store.writeAccounts((writer) =>
      writer.putTrust({
        organization: 'default',
        id: 'trust',
        name: 'GitHub',
        issuer: keys.issuer,
        audience: 'assay',
        claims: { repository: 'acme/*' },
        verbs: ['import'],
        systems,
        by: 'test',
        created: NOW,
      }),
    );
  const claims = { repository: 'acme/orders', workflow: 'ci', run_id: '42' };
  const hand = async (made: string) =>
    run({ ASSAY_SERVER: address, ASSAY_ID_TOKEN: made }, 'tests.xml', '--system', 'orders');

  test('lets it in, and is kept as the evidence’s origin', async () => {
    await trust();
    expect((await hand(await identity(claims))).code).toBe(0);
    const [document] = (await on.store.reader('default').documents({ limit: 5 })).rows;
    expect(document?.origin).toMatchObject({
      kind: 'ci',
      name: 'acme/orders',
      claims: { workflow: 'ci', run_id: '42' },
    });
  });

  test.each([
    ['of another repository', { ...claims, repository: 'evil/orders' }, {}],
    ['without the claim', { workflow: 'ci' }, {}],
    ['made out to somebody else', claims, { audience: 'other' }],
    ['of another issuer', claims, { issuer: 'https://evil.example' }],
    ['that has expired', claims, { at: NOW - 3_600_000 }],
  ])('%s does not', async (_, said, more) => {
    await trust();
    expect((await hand(await identity(said, more))).code).toBe(4);
  });

  test('signed by nobody, or by a key of its own, does not', async () => {
    await trust();
    const made = await identity(claims);
    keys.jwks = { keys: [] };
    expect((await hand(made)).code).toBe(4);
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${made.split('.')[1]}.`;
    expect((await hand(none)).code).toBe(4);
  });

  test('speaks of its own systems only', async () => {
    await trust(['payments']);
    expect((await hand(await identity(claims))).code).toBe(4);
  });

  test('in GitHub Actions it is asked for', async () => {
    await trust();
    const made = await identity(claims, { audience: 'assay' });
    // The first one that is given has expired by the time it is used.
    const expired = made.replace(/\.[^.]+\./, `.${Buffer.from('{}').toString('base64url')}.`);
    const asked: string[] = [];
    const github = createServer((request, response) => {
      response.end(JSON.stringify({ value: asked.length === 0 ? expired : made }));
      asked.push(`${request.url} ${request.headers.authorization}`);
    });
    await new Promise<void>((resolve) => github.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(github.address() as AddressInfo).port}/token?api-version=2`;
    const env = {
      ASSAY_SERVER: address,
      ACTIONS_ID_TOKEN_REQUEST_URL: url,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'ask',
    };
    expect((await run(env, 'tests.xml', '--system', 'orders', '--audience', 'assay')).code).toBe(0);
    const each = '/token?api-version=2&audience=assay Bearer ask';
    expect(asked).toEqual([each, each]);
    github.close();
  });
});

describe('tokens and trusts from the command line', () => {
  const data = () => join(folder, 'own');
  const cli = (...words: string[]) => assay(words, { cwd: folder, data: data(), now: NOW });

  test('a token is made once, listed without its secret, and taken back', async () => {
    await cli('systems', 'set', 'orders');
    const made = await cli('tokens', 'add', 'Nightly', '--system', 'orders', '--json');
    const { id, token: secret } = JSON.parse(made.out);
    expect(secret).toMatch(/^assay_/);
    const listed = await cli('tokens', '--json');
    expect(JSON.parse(listed.out)).toMatchObject([
      { id, name: 'Nightly', verbs: ['import'], systems: ['orders'] },
    ]);
    expect(listed.out).not.toContain(secret);
    expect(listed.out).not.toContain('hash');
    expect((await cli('tokens', 'add', 'x', '--may', 'everything')).code).toBe(2);
    expect((await cli('tokens', 'add', 'x', '--system', 'nobody')).code).toBe(1);
    expect((await cli('tokens', 'remove', id)).code).toBe(0);
    expect((await cli('tokens', 'remove', id)).code).toBe(1);
  });

  test('a pipeline is trusted by its claims', async () => {
    const words = [
      '--issuer',
      'https://ci.example.org',
      '--audience',
      'assay',
      '--claim',
      'repository=acme/*',
    ];
    expect((await cli('trust', 'add', 'CI', ...words)).code).toBe(0);
    const rows = JSON.parse((await cli('trust', '--json')).out);
    expect(rows).toMatchObject([{ claims: { repository: 'acme/*' }, verbs: ['import'] }]);
    expect((await cli('trust', 'add', 'CI', '--issuer', 'x', '--audience', 'a', '--claim', 'a=b')).code).toBe(
      2,
    );
    expect((await cli('trust', 'remove', rows[0].id)).code).toBe(0);
  });
});

describe('what a server knows is read with the same commands', () => {
  const here = (env: Record<string, string>, ...words: string[]) =>
    assay(words, { cwd: folder, data: join(folder, 'data'), now: NOW, env });
  async function reading(): Promise<Record<string, string>> {
    const env = await token();
    expect((await run(env, 'tests.xml', '--system', 'Orders')).code).toBe(0);
    const { authorization = '' } = await on.machine(['read']);
    return { ASSAY_SERVER: address, ASSAY_TOKEN: authorization.replace('Bearer ', '') };
  }

  test('explain says what it says of a store', async () => {
    const env = await reading();
    await run({}, 'tests.xml', '--system', 'Orders');
    const [there, own] = [
      await here(env, 'explain', 'orders', 'cicd'),
      await here({}, 'explain', 'orders', '4'),
    ];
    expect(there).toMatchObject({ code: own.code, err: own.err });
    expect(there.out).toContain('tests.xml');
    const json = JSON.parse((await here(env, 'explain', 'Orders', '4', '--json')).out);
    const local = JSON.parse((await here({}, 'explain', 'Orders', '4', '--json')).out);
    expect(json.aspect).toEqual(local.aspect);
    expect(json.evidence.map(({ at, output }: { at: string; output: string }) => [at, output])).toEqual(
      local.evidence.map(({ at, output }: { at: string; output: string }) => [at, output]),
    );
    expect((await here(env, 'explain', 'oders', '4')).err).toContain('Did you mean orders?');
  });

  test('systems are listed', async () => {
    const { code, out } = await here(await reading(), 'systems');
    expect(code).toBe(0);
    expect(out).toContain('Orders');
  });

  test('a proof is written, and holds', async () => {
    const env = await reading();
    const { code, err } = await here(env, 'prove', 'Orders', '--aspect', '4', '-o', 'orders.json');
    expect([code, err]).toEqual([0, expect.stringContaining('Wrote orders.json: 1 documents')]);
    const { body } = await on.ask({ url: '/api/v1/log', as: await on.person('viewer') });
    const { key } = body as { key: string };
    expect((await here({}, 'verify', 'orders.json', '--key', key)).code).toBe(0);
  });
});
