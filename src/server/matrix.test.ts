import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { OWN } from '../intake/organization.ts';
import { ensureSystem } from '../intake/systems.ts';
import { openApiDocument } from './openapi.ts';
import { NOW, type Stage, stage } from './testing/stage.ts';

/*
 * Every operation of the API by every kind of caller, and every id swapped for another organization's. The
 * operations come from the description that the server publishes, not from a list that could forget one.
 */

let on: Stage;
const callers: Record<string, Record<string, string>> = {};
/** What each organization owns, by the parameter that names it. */
const ids: Record<string, Record<string, string>> = {};

const CALLERS = [
  'nobody',
  'stranger',
  'viewer',
  'auditor',
  'contributor',
  'admin',
  'owner',
  'other owner',
  'expired session',
  'removed member',
  'import token',
  'read token',
  'scoped token',
  'other token',
  'expired token',
  'forged token',
] as const;
type CallerName = (typeof CALLERS)[number];

/** Who may do what, said once more and apart from the code: ability → callers. */
const MAY: Readonly<Record<string, readonly CallerName[]>> = {
  read: ['viewer', 'auditor', 'contributor', 'admin', 'owner', 'read token'],
  import: ['contributor', 'admin', 'owner', 'import token', 'scoped token'],
  contribute: ['contributor', 'admin', 'owner'],
  administer: ['admin', 'owner'],
  audit: ['auditor', 'admin', 'owner'],
  own: ['owner'],
  metrics: ['admin', 'owner'],
};
const PROVEN: readonly CallerName[] = CALLERS.filter(
  (name) => !['nobody', 'expired session', 'expired token', 'forged token'].includes(name),
);
const PEOPLE: readonly CallerName[] = [
  'stranger',
  'viewer',
  'auditor',
  'contributor',
  'admin',
  'owner',
  'other owner',
  'removed member',
];

beforeAll(async () => {
  on = await stage();
  const { store } = on;
  for (const organization of [OWN, 'other']) {
    const mine: Record<string, string> = {};
    const name = organization === OWN ? 'Orders' : 'Secret plans';
    await store.write(organization, async (writer) => {
      await writer.putTeam({ id: `team-${organization}`, name: 'Team' });
      const system = await ensureSystem(writer, name, NOW, { team: `team-${organization}` });
      await writer.putAttribution({
        id: `rule-${organization}`,
        order: 1,
        pattern: 'host:*',
        system: system.id,
      });
      await writer.putExemption({
        id: `exemption-${organization}`,
        system: system.id,
        aspect: 'backup',
        from: NOW,
        until: NOW + 1e9,
        reason: 'none',
        approver: 'x',
        learned: NOW,
      });
      await writer.putWebhook({
        id: `webhook-${organization}`,
        name: 'Hook',
        system: undefined,
        map: undefined,
        created: NOW,
      });
      await writer.addJob({
        id: `job-${organization}`,
        kind: 'import',
        subject: 'x',
        payload: {},
        by: 'x',
        created: NOW,
        due: NOW + 1e9,
      });
      await writer.putSubscription({
        id: `subscription-${organization}`,
        name: 'Chat',
        url: 'https://chat.example.org/hook',
        events: [],
        secret: 1,
        rotated: undefined,
        enabled: true,
        created: NOW,
      });
      await writer.putWitness({
        id: `witness-${organization}`,
        name: 'Beside',
        kind: 'webhook',
        // Refused before anything is sent.
        target: 'https://localhost/secret-plans',
        verifier: undefined,
        created: NOW,
        state: undefined,
      });
      await writer.putMap({ id: `map-${organization}`, name, text: '', created: NOW });
      await writer.putPlan({
        id: `plan-${organization}`,
        system: system.id,
        aspect: 'backup',
        target: 4,
        response: 'train',
        owner: 'x',
        due: undefined,
        note: '',
        created: NOW,
        by: 'x',
        dropped: undefined,
      });
      await writer.putWorkshop({
        id: `workshop-${organization}`,
        system: system.id,
        begun: NOW,
        ended: undefined,
        by: 'x',
        version: 1,
        data: '{"people":[],"answers":[]}',
      });
      mine.system = system.id;
    });
    mine.aspect = 'backup';
    for (const word of [
      'team',
      'rule',
      'exemption',
      'webhook',
      'job',
      'token',
      'trust',
      'invitation',
      'person',
      'subscription',
      'witness',
      'log',
      'document',
      'plan',
      'workshop',
      'map',
    ])
      mine[word] = `${word}-${organization}`;
    mine.session = '0123456789abcdef';
    mine.passkey = `passkey-${organization}`;
    mine.delivery = `delivery-${organization}`;
    ids[organization] = mine;
    await on.person('viewer', { organization, id: `person-${organization}` });
    await store.writeAccounts(async (writer) => {
      await writer.putInvitation({
        organization,
        id: `invitation-${organization}`,
        hash: `hash-${organization}`,
        name: 'x',
        role: 'viewer',
        teams: [],
        by: 'x',
        created: NOW,
        expires: NOW + 1e9,
      });
      await writer.putTrust({
        organization,
        id: `trust-${organization}`,
        name: 'x',
        issuer: 'https://ci.example.org',
        audience: 'assay',
        claims: { repository: 'acme/x' },
        verbs: ['import'],
        systems: undefined,
        by: 'x',
        created: NOW,
      });
    });
    await on.machine(['import'], { organization, id: `token-${organization}` });
  }
  callers.nobody = {};
  callers.stranger = await on.person(undefined);
  for (const role of ['viewer', 'auditor', 'admin', 'owner'] as const) callers[role] = await on.person(role);
  callers.contributor = await on.person('contributor', { teams: [`team-${OWN}`] });
  callers['other owner'] = await on.person('owner', { organization: 'other' });
  callers['removed member'] = await on.person('admin', { id: 'removed' });
  await store.writeAccounts((writer) => writer.removeMember(OWN, 'removed'));
  callers['expired session'] = await on.person('owner', { id: 'late' });
  await store.writeAccounts(async (writer) => {
    for (const session of await writer.sessions('late'))
      await writer.putSession({ ...session, expires: NOW });
  });
  callers['import token'] = await on.machine(['import']);
  callers['read token'] = await on.machine(['read']);
  callers['scoped token'] = await on.machine(['import', 'read'], { systems: ['orders'] });
  callers['other token'] = await on.machine(['import', 'read', 'metrics'], { organization: 'other' });
  callers['expired token'] = await on.machine(['import', 'read'], { expires: NOW });
  callers['forged token'] = { authorization: `Bearer assay_${'a'.repeat(16)}_${'b'.repeat(32)}00000000` };
});
afterAll(() => on.close());

interface Described {
  operationId: string;
  'x-policy': string;
}

function operations(): { id: string; method: string; path: string; policy: string }[] {
  const { paths } = openApiDocument('0', on.app.operations) as {
    paths: Record<string, Record<string, Described>>;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      id: described.operationId,
      method: method.toUpperCase(),
      path,
      policy: described['x-policy'],
    })),
  );
}

/** Would change what the other cases rest on, or never end: they have tests of their own. */
const LEFT_OUT = new Set(['useAlone', 'makeOwner', 'signOut', 'listen', 'followJob']);

/** What takes the bytes of a file. */
const BYTES = new Set(['/imports', '/imports/preview', '/maps/suggest', '/webhooks/{webhook}']);

async function ask(caller: string, method: string, path: string, of: string, organization?: string) {
  const known = ids[of] ?? {};
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => known[name] ?? `unknown-${name}`);
  const query = organization === undefined ? '' : `?organization=${organization}`;
  const type = BYTES.has(path) ? 'application/octet-stream' : 'application/json';
  return on.ask({
    method: method as 'GET',
    url: `/api/v1${filled}${query}`,
    as: callers[caller] ?? {},
    // An empty object is never right: who may ask is told what is missing, and nothing is changed.
    ...(['POST', 'PUT'].includes(method) && { payload: '{}', headers: { 'content-type': type } }),
  });
}

test('every operation declares who may use it, and the description names each once', () => {
  const all = operations();
  expect(all.length).toBeGreaterThan(40);
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  for (const { policy } of all) expect([...Object.keys(MAY), 'anyone', 'person']).toContain(policy);
});

describe('who may do what', () => {
  test.each(CALLERS)(
    '%s',
    async (caller) => {
      const wrong: string[] = [];
      for (const { id, method, path, policy } of operations()) {
        // What is taken away cannot be taken away again by the next caller.
        if (LEFT_OUT.has(id) || (method === 'DELETE' && caller !== 'nobody' && permitted(caller, policy)))
          continue;
        const { status } = await ask(caller, method, path, OWN);
        const saw = `${caller}: ${method} ${path} (${policy}) answered ${status}`;
        if (!fits(caller, policy, status, id)) wrong.push(saw);
      }
      expect(wrong).toEqual([]);
    },
    120_000,
  );

  function permitted(caller: CallerName, policy: string): boolean {
    if (policy === 'anyone') return true;
    return policy === 'person' ? PEOPLE.includes(caller) : (MAY[policy] ?? []).includes(caller);
  }

  function fits(caller: CallerName, policy: string, status: number, id: string): boolean {
    if (status >= 500) return false;
    const proven = PROVEN.includes(caller);
    if (policy === 'anyone') return status !== 403 || id === 'acceptInvitation';
    // A proof that does not hold is told so; who brings none is asked for one.
    if (!proven) return status === 401;
    if (policy === 'person')
      return PEOPLE.includes(caller) ? status !== 401 && status !== 403 : status === 401;
    // Whoever has no part in any organization, or in this one, learns nothing of it.
    if (caller === 'stranger' || caller === 'removed member') return status === 404;
    if (caller === 'other owner') return status !== 401 && status !== 403;
    if (caller === 'other token') return status !== 401;
    if (caller === 'scoped token')
      return (MAY[policy] ?? []).includes(caller) || ['read'].includes(policy)
        ? status !== 401
        : status === 403;
    return permitted(caller, policy) ? status !== 401 && status !== 403 : status === 403;
  }
});

describe('another organization is not there', () => {
  test.each(['viewer', 'contributor', 'admin', 'owner', 'read token', 'import token', 'scoped token'])(
    'by name, for %s',
    async (caller) => {
      const wrong: string[] = [];
      for (const { method, path, policy } of operations()) {
        if (policy === 'anyone' || policy === 'person') continue;
        // Before it begins to stream it asks as all others do.
        const { status, text } = await ask(caller, method, path, 'other', 'other');
        if (status !== 404 || text.includes('Secret plans')) wrong.push(`${method} ${path}: ${status}`);
      }
      expect(wrong).toEqual([]);
    },
  );

  test.each(['viewer', 'contributor', 'admin', 'owner', 'read token', 'import token', 'scoped token'])(
    'by any id of its own, for %s',
    async (caller) => {
      const wrong: string[] = [];
      for (const { method, path, policy } of operations()) {
        if (!path.includes('{') || policy === 'anyone' || policy === 'person') continue;
        const { status, text } = await ask(caller, method, path, 'other');
        // 403: what they may not do at all; 400: they were told what the body lacks, before any id was looked up.
        // An aspect is the model's, and nobody's own.
        const told = /\{(?!aspect\})/.test(path) ? [400, 403, 404] : [200, 403];
        if (!told.includes(status) || text.includes('Secret plans'))
          wrong.push(`${method} ${path}: ${status}`);
      }
      expect(wrong).toEqual([]);
    },
  );

  test('nor by an id inside a body', async () => {
    const as = callers.owner ?? {};
    const bodies: [string, string, unknown][] = [
      ['POST', '/tokens', { name: 'x', verbs: ['import'], systems: ['secret-plans'] }],
      [
        'POST',
        '/trusts',
        {
          name: 'x',
          verbs: ['import'],
          systems: ['secret-plans'],
          issuer: 'https://ci.example.org',
          audience: 'a',
          claims: { sub: 'x' },
        },
      ],
      ['POST', '/rules', { pattern: 'host:*', system: 'secret-plans' }],
      [
        'POST',
        '/exemptions',
        {
          system: 'secret-plans',
          aspect: 'backup',
          reason: 'x',
          until: '2027-01-01T00:00:00Z',
        },
      ],
      ['POST', '/webhooks', { name: 'x', system: 'secret-plans' }],
      [
        'POST',
        '/plans',
        { system: 'secret-plans', aspect: 'backup', target: 4, response: 'use', owner: 'x' },
      ],
      ['POST', '/workshops', { system: 'secret-plans', people: [] }],
      ['POST', '/invitations', { name: 'x', role: 'contributor', teams: ['team-other'] }],
      ['PUT', `/people/person-${OWN}`, { role: 'contributor', teams: ['team-other'] }],
      ['POST', '/systems', { name: 'New', team: 'team-other', pii: null, public: null, monthlyCost: null }],
      [
        'PUT',
        '/systems/orders',
        { name: 'Orders', team: 'team-other', pii: null, public: null, monthlyCost: null },
      ],
    ];
    for (const [method, url, payload] of bodies) {
      const { status } = await on.ask({
        method: method as 'POST',
        url: `/api/v1${url}`,
        as,
        payload: JSON.stringify(payload),
        headers: { 'content-type': 'application/json' },
      });
      expect([url, status]).toEqual([url, 404]);
    }
  });

  test('what was left of it after all of this is what was there before', async () => {
    const reader = on.store.reader('other');
    expect((await reader.systems()).map(({ name }) => name)).toEqual(['Secret plans']);
    expect(await reader.attributions()).toHaveLength(1);
    expect((await reader.exemptions())[0]?.until).toBe(NOW + 1e9);
    expect(await reader.webhooks()).toHaveLength(1);
    expect(await reader.witnesses()).toHaveLength(1);
    expect(await reader.maps()).toHaveLength(1);
    expect(await reader.plans()).toHaveLength(1);
    expect((await reader.workshops())[0]?.version).toBe(1);
    expect(await on.store.accounts().tokens('other')).toHaveLength(2);
    expect(await on.store.accounts().invitations('other')).toHaveLength(1);
    expect((await on.store.jobs.job('other', 'job-other'))?.state).toBe('waiting');
  });
});

test('a GET changes nothing', async () => {
  const before = await Promise.all([OWN, 'other'].map((id) => on.store.reader(id).revision()));
  for (const { id, method, path } of operations())
    if (method === 'GET' && !LEFT_OUT.has(id)) await ask('owner', method, path, OWN);
  expect(await Promise.all([OWN, 'other'].map((id) => on.store.reader(id).revision()))).toEqual(before);
});

test('every answer of a GET is of the form that is described', async () => {
  for (const operation of on.app.operations) {
    if (operation.method !== 'GET' || operation.produces) continue;
    const path = operation.path.replace(/:(\w+)/g, '{$1}');
    const { status, body } = await ask('owner', 'GET', path, OWN);
    if (status !== 200) continue;
    const read = z.safeParse(operation.answer, body);
    expect([operation.id, read.error?.issues]).toEqual([operation.id, undefined]);
  }
});
