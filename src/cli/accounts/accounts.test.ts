import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { stage } from '../../server/testing/stage.ts';
import { openStore } from '../../store/open.ts';
import type { Store } from '../../store/store.ts';
import { assay } from '../testing/run.ts';

let folder: string;
let data: string;
const NOW = Date.UTC(2026, 10, 20);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-accounts-'));
  data = join(folder, 'data');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

let clock = NOW;
const run = (...words: string[]) => {
  clock += 1;
  return assay(words, { data, cwd: folder, now: clock });
};
async function looking<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ folder: data });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
const audit = () =>
  looking(async (store) => (await store.accounts().audit('default', {}, { limit: 9 })).rows);

test('a token is printed once, lets a machine hand in, and is taken back', async () => {
  await run('systems', 'set', 'payments');
  const made = await run('tokens', 'add', 'Jenkins', '--system', 'Payments');
  expect(made).toMatchObject({ code: 0 });
  expect(made.out).toMatch(/^assay_[a-z2-7]{16}_\S{40}\n$/);
  expect(made.err).toContain('not shown again');
  const token = made.out.trim();

  const [listed] = JSON.parse((await run('tokens', 'list', '--json')).out);
  expect(listed).toMatchObject({ name: 'Jenkins', verbs: ['import'], systems: ['payments'], by: 'alice' });
  const shown = await run('tokens');
  expect(shown.out).toContain('Jenkins');
  expect(shown.out + JSON.stringify(await audit())).not.toContain(token.slice(23));

  writeFileSync(
    join(folder, 'tests.xml'),
    '<testsuite name="unit" tests="1" timestamp="2026-11-02T10:00:00Z"><testcase classname="a" name="one"/></testsuite>',
  );
  const store = await openStore({ folder: data });
  const on = await stage({ store, now: () => NOW });
  const server = await on.app.listen({ host: '127.0.0.1', port: 0 });
  const hand = () =>
    assay(['import', 'tests.xml', '--system', 'payments', '--server', server], {
      data,
      cwd: folder,
      now: NOW,
      env: { ASSAY_TOKEN: token },
    });
  expect((await hand()).code).toBe(0);
  expect((await run('tokens', 'remove', listed.id)).code).toBe(0);
  expect((await hand()).code).toBe(4);
  await on.close();

  expect((await run('tokens', 'remove', listed.id)).code).toBe(1);
  expect(await audit()).toMatchObject([
    { action: 'token.remove', actor: { kind: 'command-line', name: 'alice' }, target: `token ${listed.id}` },
    { action: 'token.add', actor: { kind: 'command-line', name: 'alice' }, detail: { name: 'Jenkins' } },
  ]);
});

test.each([
  ['a system that is not there', ['tokens', 'add', 'X', '--system', 'nowhere'], 1],
  ['a verb that is none', ['tokens', 'add', 'X', '--may', 'own'], 2],
  ['too many days', ['tokens', 'add', 'X', '--days', '9999'], 2],
  ['days that are none', ['tokens', 'add', 'X', '--days', 'soon'], 2],
  ['no name', ['tokens', 'add', ' '], 2],
  ['an issuer that is none', ['trust', 'add', 'X', '--issuer', 'me', '--audience', 'a', '--claim', 'a=b'], 2],
  ['no claim', ['trust', 'add', 'X', '--issuer', 'github', '--audience', 'a'], 2],
  ['half a claim', ['trust', 'add', 'X', '--issuer', 'github', '--audience', 'a', '--claim', 'a'], 2],
  [
    'a claim twice',
    ['trust', 'add', 'X', '--issuer', 'github', '--audience', 'a', '--claim', 'a=b', '--claim', 'a=c'],
    2,
  ],
  ['no audience', ['trust', 'add', 'X', '--issuer', 'github', '--claim', 'a=b'], 2],
  ['a role that is none', ['people', 'invite', 'X', '--role', 'king'], 2],
  ['a team that is not there', ['people', 'invite', 'X', '--team', 'nowhere'], 1],
  ['an invitation for ever', ['people', 'invite', 'X', '--days', 'never'], 2],
])('%s is refused, and leaves nothing behind', async (_, words, code) => {
  expect(await run(...words)).toMatchObject({ code, out: '' });
  expect(await audit()).toEqual([]);
});

test('an issuer is trusted by name, and no longer', async () => {
  const words = ['--issuer', 'github', '--audience', 'https://assay.example.org', '--json'];
  const made = await run('trust', 'add', 'payments', ...words, '--claim', 'repository=acme/payments');
  expect(JSON.parse(made.out)).toMatchObject({
    issuer: 'https://token.actions.githubusercontent.com',
    claims: { repository: 'acme/payments' },
    verbs: ['import'],
    systems: null,
  });
  expect((await run('trust', 'list')).out).toContain('repository=acme/payments');
  expect((await run('trust', 'remove', JSON.parse(made.out).id)).code).toBe(0);
  expect(JSON.parse((await run('trust', 'list', '--json')).out)).toEqual([]);
  expect((await audit()).map(({ action }) => action)).toEqual(['trust.remove', 'trust.add']);
});

test('an invitation is a link that makes a member, once', async () => {
  await run('systems', 'set', 'payments', '--team', 'Checkout');
  const made = await run('people', 'invite', 'Alice', '--role', 'contributor', '--team', 'checkout');
  expect(made.code).toBe(0);
  const secret = /^\/join#(\S+)\n$/.exec(made.out)?.[1];
  expect(JSON.stringify(await audit())).not.toContain(secret);
  expect((await run('people', 'list')).out).toContain('invited until 2026-11-27');

  const on = await stage({ store: await openStore({ folder: data }), now: () => NOW });
  const accepted = await on.ask({
    method: 'POST',
    url: '/api/v1/invitations/accept',
    payload: { secret, name: 'Alice', email: 'alice@example.org', password: 'correct horse battery staple' },
  });
  expect(accepted.status).toBeLessThan(300);
  await on.close();
  const { members, invitations } = JSON.parse((await run('people', 'list', '--json')).out);
  expect(members).toMatchObject([{ name: 'Alice', role: 'contributor' }]);
  expect(members[0].teams).toHaveLength(1);
  expect(invitations).toEqual([]);
});

test('a person is erased by e-mail, but not the only owner; the audit log keeps what they did', async () => {
  const { newPerson } = await import('../../server/access/person.ts');
  await run('systems');
  const alice = { ...newPerson('Alice Example', 'alice@example.org', undefined, NOW), id: 'p1' };
  const bob = { ...newPerson('Bob', 'bob@example.org', undefined, NOW), id: 'p2' };
  const joined = { organization: 'default', role: 'owner' as const, teams: [], created: NOW };
  await looking((store) =>
    store.writeAccounts(async (writer) => {
      await writer.putPerson(alice);
      await writer.putMember({ ...joined, person: 'p1' });
      const actor = { kind: 'person' as const, id: 'p1', name: 'Alice Example' };
      const row = {
        id: 'x',
        at: 1,
        action: 'system.put',
        target: 'system s',
        detail: {},
        address: '10.0.0.1',
      };
      await writer.addAudit('default', { ...row, actor });
    }),
  );
  const only = await run('person', 'erase', 'alice@example.org');
  expect([only.code, only.err]).toEqual([1, expect.stringContaining('only owner')]);
  await looking((store) =>
    store.writeAccounts(async (writer) => {
      await writer.putPerson(bob);
      await writer.putMember({ ...joined, person: 'p2' });
    }),
  );
  const erased = await run('person', 'erase', 'Alice@Example.org', '--json');
  expect(JSON.parse(erased.out)).toEqual({
    id: 'p1',
    pseudonym: expect.stringMatching(/^Erased person \w{8}$/),
  });
  const rows = await audit();
  expect(rows.map(({ action }) => action)).toEqual(['person.erase', 'system.put']);
  expect(rows[1]?.actor.name).toBe(JSON.parse(erased.out).pseudonym);
  expect(JSON.stringify(rows)).not.toMatch(/Alice Example|10\.0\.0\.1/);
  expect(await run('person', 'erase', 'p1')).toMatchObject({
    code: 1,
    err: expect.stringContaining('no person'),
  });
});

test('what a document said is erased: its leaf keeps the hash, the level falls, and the doctor is content', async () => {
  const { createHash } = await import('node:crypto');
  const text =
    '<testsuite name="unit" tests="1" timestamp="2026-11-02T10:00:00Z"><testcase classname="a" name="one"/></testsuite>';
  writeFileSync(join(folder, 'tests.xml'), text);
  await run('import', 'tests.xml', '--system', 'payments');
  const sha256 = createHash('sha256').update(text).digest('hex');
  const kept = () =>
    looking(async (store) => {
      const reader = store.reader('default');
      return [
        await reader.leafOf(sha256),
        (await reader.counts()).evidence,
        await reader.document(sha256),
      ] as const;
    });
  const [leaf, evidence] = await kept();
  expect(evidence).toBeGreaterThan(0);
  expect((await run('evidence', 'erase', sha256)).code).toBe(2);
  expect((await run('evidence', 'erase', 'a'.repeat(64), '--reason', 'x')).code).toBe(1);
  expect((await run('evidence', 'erase', sha256, '--reason', 'by mistake')).code).toBe(0);
  const [after, left, document] = await kept();
  expect([after?.hash, after?.data, left]).toEqual([leaf?.hash, undefined, 0]);
  expect(document).toBeDefined();
  const [row] = await audit();
  expect(row).toMatchObject({ action: 'evidence.erase', detail: { reason: 'by mistake' } });
  expect((await run('doctor')).code).toBe(0);
  // The same bytes never count again, and a proof of what is left still verifies.
  await run('import', 'tests.xml', '--system', 'payments');
  expect((await kept())[1]).toBe(0);
  const key = /key +(\S+)/.exec((await run('log')).out)?.[1] ?? '';
  const proof = join(folder, 'p.json');
  expect((await run('prove', 'payments', '-o', proof)).code).toBe(0);
  expect((await run('verify', proof, '--key', key)).code).toBe(0);
});
