import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { signInProviders } from './providers.ts';
import { readSettings } from './settings.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-settings-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function read(yaml: string) {
  const file = join(folder, 'assay.yaml');
  await writeFile(file, yaml);
  return signInProviders(await readSettings({ env: { ASSAY_CONFIG: file } }));
}

const provider = (more = '', issuer = 'https://id.example.org', id = 'corp') => `
  - id: ${id}
    name: Corp
    issuer: ${issuer}
    client-id: assay
${more}`;

test('a provider is what the settings say, with its secret from a file', async () => {
  const secret = join(folder, 'secret');
  await writeFile(secret, 'very secret\n');
  const more = `
    client-secret-file: ${secret}
    groups:
      map:
        - { group: leads, role: admin }`;
  expect(await read(`sign-in:${provider(more)}`)).toEqual([
    {
      id: 'corp',
      name: 'Corp',
      issuer: 'https://id.example.org',
      clientId: 'assay',
      clientSecret: 'very secret',
      scopes: ['openid', 'profile', 'email'],
      groups: {
        claim: 'groups',
        organization: 'default',
        map: [{ group: 'leads', role: 'admin', teams: [] }],
      },
    },
  ]);
  expect(await read(`sign-in:${provider()}`)).toMatchObject([{ clientSecret: undefined, groups: undefined }]);
  expect(await read(`sign-in:${provider('', 'http://localhost:9000/realm')}`)).toHaveLength(1);
});

test.each([
  ['without TLS', provider('', 'http://id.example.org'), 'It has to begin with https://'],
  ['of a name that only looks local', provider('', 'http://localhost.evil.example'), 'It has to begin'],
  ['of no web address', provider('', 'ldap://id.example.org'), 'Invalid URL'],
  [
    'called as another way to sign in',
    provider('', 'https://x.example', 'password'),
    'a way to sign in already',
  ],
  ['whose id is no part of an address', provider('', 'https://x.example', '../x'), 'small letters'],
  ['twice', provider() + provider(), 'the same id'],
  [
    'of a role that there is none',
    provider('    groups: { map: [{ group: a, role: god }] }'),
    'Invalid option',
  ],
  [
    'of a setting that there is none',
    provider('    client-secret: x'),
    'There is no setting "client-secret"',
  ],
  ['whose secret is not there', provider('    client-secret-file: /nowhere/at/all'), 'cannot be read'],
])('a provider %s stops the start', async (_, yaml, why) => {
  await expect(read(`sign-in:${yaml}`)).rejects.toThrow(why);
});
