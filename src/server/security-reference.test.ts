import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ARCHIVE_LIMITS } from '../formats/archive.ts';
import { LIMITS } from '../formats/document.ts';
import { FRESH, IDLE, LONGEST } from './access/sessions.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PAGE = readFileSync(join(ROOT, 'docs/security-reference.md'), 'utf8');
const SOURCES = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !/\.test\.ts$|(^|\/)testing\//.test(path))
  .map((path) => ({ path: `src/${path}`, text: readFileSync(join(ROOT, 'src', path), 'utf8') }));

/** Cells of the table under a heading. */
function table(heading: string): string[][] {
  const part = PAGE.split(/^## /m).find((each) => each.startsWith(`${heading}\n`)) ?? '';
  const lines = part.split('\n').filter((line) => line.startsWith('| '));
  return lines.slice(2).map((line) => line.slice(2, -2).split(' | '));
}

const found = (pattern: RegExp) =>
  new Set(SOURCES.flatMap(({ text }) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')));

test('no algorithm is used but those of the inventory', () => {
  expect(found(/\b(?:createHash|createHmac|hkdfSync|hash)\('([a-z0-9-]+)'/g)).toEqual(new Set(['sha256']));
  expect(found(/\bcreate(?:C|Dec)ipheriv\('([a-z0-9-]+)'/g)).toEqual(new Set(['aes-256-gcm']));
  // What could bring another one.
  expect(found(/\b(createECDH|createDiffieHellman|publicEncrypt|privateDecrypt|scrypt|pbkdf2)/g)).toEqual(
    new Set(),
  );
  const named = table('Cryptography').map(([primitive]) => primitive);
  for (const each of ['SHA-256', 'HMAC-SHA-256', 'HKDF-SHA-256', 'AES-256-GCM', 'Ed25519', 'Argon2id'])
    expect(named).toContain(each);
});

test('cryptography comes from Node and the libraries of the inventory alone', () => {
  const libraries = found(
    /from '(@node-rs\/argon2|jose|otplib|openid-client|@simplewebauthn\/server|node:crypto)'/g,
  );
  const named = table('Cryptography')
    .map(([, by]) => by ?? '')
    .join(' ');
  for (const each of libraries) expect(named).toContain(`\`${each}\``);
  const packages = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const others = Object.keys(packages.dependencies).filter((name) =>
    /crypt|cipher|hash|sha|md5|bcrypt|jwt/i.test(name),
  );
  expect(others).toEqual([]);
});

test('tokens of others are believed by asymmetric algorithms only', () => {
  const HEAD = 'const ALGORITHMS = [';
  const lists = SOURCES.flatMap(({ text }) => text.split('\n').filter((line) => line.startsWith(HEAD)));
  expect(lists.length).toBeGreaterThan(0);
  for (const list of lists) {
    const names = list.slice(HEAD.length).match(/'\w+'/g) ?? [];
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(name).toMatch(/^'((RS|PS|ES)(256|384|512)|EdDSA)'$/);
  }
  for (const { path, text } of SOURCES)
    if (/\bjwtVerify\(/.test(text)) expect(text, path).toMatch(/algorithms: ALGORITHMS/);
});

test('every table of the store has its class', () => {
  const shown = table('Data').flatMap(([, , tables = '']) =>
    [...tables.matchAll(/`([a-z_]+)`/g)].map(([, name]) => name),
  );
  const text = SOURCES.filter(({ path }) => /^src\/store\/shared\/([a-z]+-)?tables\.ts$/.test(path))
    .map((source) => source.text)
    .join('\n');
  const kept = [...text.matchAll(/^ {2}([a-z_]+): \{/gm)].map(([, name]) => name);
  expect(kept.length).toBeGreaterThan(30);
  expect([...shown].sort()).toEqual([...kept].sort());
});

test('nothing connects to others but what is listed', () => {
  const shown = table('Connections to others').map(([, , code = '']) => code.replaceAll('`', ''));
  const connecting = SOURCES.filter(
    ({ path, text }) =>
      !path.startsWith('src/outbound/') &&
      /from '[^']*outbound\/(client|send|git)\.ts'|createRemoteJWKSet|from 'openid-client'|from 'pg'/.test(
        text,
      ),
  ).map(({ path }) => path);
  expect(connecting.length).toBeGreaterThan(4);
  for (const path of connecting)
    expect(shown.some((folder) => path.startsWith(folder)) || path === 'src/cli/witness.ts', path).toBe(true);
});

test('limits are those of the code', () => {
  const MIB = 1024 * 1024;
  const minutes = (milliseconds: number) => milliseconds / 60_000;
  const limits = Object.fromEntries(
    table('Limits').map(([what = '', most = '']) => [what, most.replace(' MiB', '')]),
  );
  expect(limits).toEqual({
    'a file as handed in': `${LIMITS.fileBytes / MIB}`,
    'the same, decompressed': `${LIMITS.decodedBytes / MIB}`,
    'decompressed bytes for each byte of a file': `${LIMITS.ratio}`,
    'members of an archive': `${ARCHIVE_LIMITS.members}`,
    'a member of an archive': `${ARCHIVE_LIMITS.memberBytes / MIB}`,
    'all members of an archive': `${ARCHIVE_LIMITS.totalBytes / MIB}`,
    'nesting of JSON, XML or YAML': `${LIMITS.depth}`,
    'one text, name or cell': `${LIMITS.stringBytes / MIB}`,
    'an element that is held whole': `${LIMITS.wholeBytes / MIB}`,
    'requests from one address in a minute': `${requests()}`,
    'a session unused, in hours': `${minutes(IDLE) / 60}`,
    'a session at all, in hours': `${minutes(LONGEST) / 60}`,
    'a proof of who one is, in minutes': `${minutes(FRESH)}`,
  });
});

function requests(): number {
  const text = readFileSync(join(ROOT, 'src/server/app.ts'), 'utf8');
  return Number(/const REQUESTS = ([\d_]+)/.exec(text)?.[1]?.replaceAll('_', ''));
}

test('each log is listed, and the server writes no other', () => {
  expect(table('Logs').map(([log]) => log)).toEqual(['server', 'audit', 'evidence']);
  const printing = SOURCES.filter(
    ({ path, text }) => path.startsWith('src/server/') && /\bconsole\.|process\.stdout|appendFile/.test(text),
  );
  expect(printing.map(({ path }) => path)).toEqual([]);
});

test('a browser is given nothing to keep but how the dashboard looks', () => {
  const web = readdirSync(join(ROOT, 'web'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|tsx|js)$/.test(path) && !/node_modules|\.test\./.test(path))
    .map((path) => readFileSync(join(ROOT, 'web', path), 'utf8'))
    .join('\n');
  expect(web).not.toMatch(/sessionStorage|indexedDB|document\.cookie/);
  const kept = [...web.matchAll(/localStorage\.setItem\(([^,]{1,60}),/g)].map(([, name]) => name);
  expect(kept.length).toBe(4);
  for (const name of kept) expect(name).toMatch(/^('theme'|'language'|STORED|`\$\{KEY\}\.\$\{list\}`)$/);
});
