import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Place, Refusal } from '../records/refusal.ts';
import { MODEL_FILES, readModel, standardModelFolder } from './read.ts';

let root: string;
let folder: string;
let own: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'assay-model-'));
  folder = join(root, 'model');
  own = join(root, 'own');
  cpSync(standardModelFolder(), folder, { recursive: true });
  mkdirSync(own);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Replaces one text of a model file and says on which line the new text stands. */
function edit(name: string, before: string, after: string): number {
  const file = join(folder, name);
  const text = readFileSync(file, 'utf8');
  const start = text.indexOf(before);
  if (start < 0) throw new Error(`${name} does not hold: ${before}`);
  writeFileSync(file, text.slice(0, start) + after + text.slice(start + before.length));
  return text.slice(0, start).split('\n').length;
}

function write(name: string, text: string): void {
  mkdirSync(dirname(join(own, name)), { recursive: true });
  writeFileSync(join(own, name), text);
}

async function refusal(override?: string): Promise<{ why: string; place: Place }> {
  const error = await readModel(folder, override).then(
    () => new Error('it was read'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refusal)) throw error;
  expect(error.code).toBe('model');
  expect(error.next).not.toBe('');
  return { why: error.message, place: error.place };
}

const at = (name: string, line: number, field?: string): Place => ({
  file: join(folder, name),
  line,
  ...(field === undefined ? {} : { field }),
});
const atOwn = (name: string, line: number, field?: string): Place => ({
  ...at(name, line, field),
  file: join(own, name),
});

/* What one file alone shows. */

test.each(MODEL_FILES)('without %s there is no model', async (name) => {
  unlinkSync(join(folder, name));
  expect(await refusal()).toEqual({
    why: 'This file of the model cannot be read (ENOENT).',
    place: { file: join(folder, name) },
  });
});

test('an unknown field is refused where it stands, before the one that it misspells', async () => {
  const line = edit('levels.yaml', 'freshDays: 95', 'freshDay: 95');
  expect(await refusal()).toEqual({
    why: 'No field of a model is called `freshDay` here.',
    place: at('levels.yaml', line, '/levels/1/freshDay'),
  });
});

test('a missing field is refused where it should stand', async () => {
  const line = edit('levels.yaml', '    freshDays: 95\n', '');
  // The rung that lacks it begins four lines above.
  expect(await refusal()).toEqual({
    why: 'This field is missing.',
    place: at('levels.yaml', line - 5, '/levels/1/freshDays'),
  });
});

test('an empty field counts as missing', async () => {
  const line = edit('aspects/09-backup.yaml', 'title: Backup and Restore', 'title:');
  expect(await refusal()).toEqual({
    why: 'This field is missing.',
    place: at('aspects/09-backup.yaml', line, '/title'),
  });
});

test.each([
  [
    'levels.yaml',
    'freshDays: 95',
    'freshDays: often',
    '/levels/1/freshDays',
    'Expected number, received string.',
  ],
  [
    'levels.yaml',
    'freshDays: 95',
    'freshDays: 0',
    '/levels/1/freshDays',
    'Too small: expected number to be >=1.',
  ],
  [
    'levels.yaml',
    'coverage: 0.5',
    'coverage: 50',
    '/levels/2/coverage',
    'Too big: expected number to be <=1.',
  ],
  ['levels.yaml', 'level: 5', 'level: 6', '/levels/3/level', 'Expected one of 2|3|4|5.'],
  [
    'levels.yaml',
    'automation: semi',
    'automation: half',
    '/levels/2/automation',
    'Expected one of "manual"|"semi"|"full".',
  ],
  ['model.yaml', 'version: 1.0.0', 'version: "1"', '/version', 'Expected three numbers, e.g. `1.0.0`.'],
  [
    'production.yaml',
    'currency: USD',
    'currency: dollars',
    '/monthlyCost/currency',
    'Expected an ISO 4217 code, e.g. `USD`.',
  ],
  [
    'aspects/01-inventory.yaml',
    'title: Inventory Management',
    'title: " "',
    '/title',
    'Expected text, found nothing.',
  ],
  [
    'aspects/01-inventory.yaml',
    'url: https://aws',
    'url: ftp://aws',
    '/solutions/0/url',
    'Expected an http or https address.',
  ],
  [
    'aspects/01-inventory.yaml',
    'url: https://aws',
    'url: javascript://aws',
    '/solutions/0/url',
    'Expected an http or https address.',
  ],
  [
    'aspects/08-deploy.yaml',
    '- https://www.terraform.io/docs',
    '- www.terraform.io/docs',
    '/advice/0/links/0',
    'Expected an http or https address.',
  ],
  [
    'aspects/01-inventory.yaml',
    'id: inventory.unpatched',
    'id: unpatched',
    '/threats/1/id',
    'Expected the aspect, a dot and a name, e.g. `cicd.avoid-shell`.',
  ],
  [
    'aspects/01-inventory.yaml',
    'known: [account]',
    'known: []',
    '/coverage/known',
    'Too small: expected array to have >=1 items.',
  ],
])('%s with `%s` as `%s` is refused', async (name, before, after, field, why) => {
  const line = edit(name, before, after);
  expect(await refusal()).toEqual({ why, place: at(name, line, field) });
});

test.each([
  ['a name given twice', 'version: 1.0.0', 'version: 1.0.0\nversion: 2.0.0', 1],
  ['an open quote', 'version: 1.0.0', 'version: "1.0.0', 1],
  ['a tag', 'version: 1.0.0', 'version: !now 1.0.0', 0],
])('broken YAML is refused with its line: %s', async (_, before, after, below) => {
  const line = edit('model.yaml', before, after);
  const { why, place } = await refusal();
  expect(why).toMatch(/^This is not the YAML that a model file may hold: .*[^.]\.$/);
  expect(place).toEqual(at('model.yaml', line + below));
});

test('aliases, names twice in two ways, and names that are no text are refused', async () => {
  const line = edit('production.yaml', 'public: true\npii: true', 'public: &yes true\npii: *yes');
  expect(await refusal()).toEqual({
    why: 'Aliases are not read in model files.',
    place: at('production.yaml', line + 1, '/pii'),
  });
  edit('production.yaml', 'pii: *yes', '1: true\n"1": false');
  expect((await refusal()).why).toBe('The field `1` is given twice.');
  edit('production.yaml', '1: true\n"1": false', '[a, b]: true');
  expect((await refusal()).why).toBe('The name of a field is not a text.');
});

test('a field called __proto__ is unknown like any other', async () => {
  const line = edit('production.yaml', 'pii: true', 'pii: true\n__proto__: { pii: false }');
  expect(await refusal()).toEqual({
    why: 'No field of a model is called `__proto__` here.',
    place: at('production.yaml', line + 1, '/__proto__'),
  });
});

test('an empty file is refused', async () => {
  writeFileSync(join(folder, 'outputs.yaml'), '# nothing\n');
  expect(await refusal()).toEqual({ why: 'The file is empty.', place: at('outputs.yaml', 1) });
});

/* What only the whole shows. */

const BACKUP = 'aspects/09-backup.yaml';
test.each([
  [BACKUP, 'id: backup', 'id: deploy', '/id', 'Aspect 9 is `backup`, not `deploy`.'],
  [BACKUP, 'number: 9', 'number: 8', '/number', 'The aspect `backup` has the number 9, not 8.'],
  [
    BACKUP,
    'id: backup.exfiltration',
    'id: deploy.exfiltration',
    '/threats/0/id',
    '`deploy.exfiltration` stands under the aspect `backup`.',
  ],
  [
    BACKUP,
    'id: backup.ops-lead',
    'id: deploy.ops-lead',
    '/advice/0/id',
    '`deploy.ops-lead` stands under the aspect `backup`.',
  ],
  [
    BACKUP,
    'id: backup.irrecoverable-deletion',
    'id: backup.exfiltration',
    '/threats/1/id',
    '`backup.exfiltration` is given twice.',
  ],
  [
    BACKUP,
    'id: backup.cross-train',
    'id: backup.ops-lead',
    '/advice/1/id',
    '`backup.ops-lead` is given twice.',
  ],
  [
    BACKUP,
    'id: azure-sql-backup',
    'id: aws-rds-backup',
    '/solutions/2/id',
    '`aws-rds-backup` is given twice.',
  ],
  [
    BACKUP,
    'buildsOn: [inventory, access, deploy]',
    'buildsOn: [inventory, alerts]',
    '/buildsOn/1',
    '`backup` cannot build on `alerts`, which does not come before it.',
  ],
  [
    BACKUP,
    'buildsOn: [inventory, access, deploy]',
    'buildsOn: [backup]',
    '/buildsOn/0',
    '`backup` cannot build on `backup`, which does not come before it.',
  ],
  [
    BACKUP,
    'buildsOn: [inventory, access, deploy]',
    'buildsOn: [inventory, inventory]',
    '/buildsOn/1',
    '`inventory` is given twice.',
  ],
  [
    'aspects/12-alerts.yaml',
    'knownBy: telemetry',
    'knownBy: alerts',
    '/coverage/knownBy',
    'What `alerts` counts cannot come from `alerts`, which does not come before it.',
  ],
  [
    'aspects/14-remediation.yaml',
    'url: https://www.cloudyn.com/',
    'url: https://cloudyn.example.com/',
    '/solutions/3/url',
    'Another aspect has `cloudyn` at another address.',
  ],
  ['levels.yaml', 'level: 3', 'level: 4', '/levels/1/level', 'Rule 2 is that of level 3, not 4.'],
  [
    'levels.yaml',
    'sustainedDays: 100',
    'sustainedDays: 95',
    '/levels/1/sustainedDays',
    'Level 3 would rest on a single practice: it is fresh for 95 days, and 95 days of practice are asked for.',
  ],
  [
    'levels.yaml',
    '[test, report, alert, dashboard]',
    '[test, test]',
    '/levels/3/outputs',
    'Level 5 names an output twice.',
  ],
  [
    'criticality.yaml',
    '{ pii: false, public: false, criticality: low }',
    '{ pii: true, public: true, criticality: low }',
    '/criticality/3',
    'pii true with public true is given twice.',
  ],
  [
    'outputs.yaml',
    'id: report',
    'id: test',
    '/outputs/1/id',
    'Expected test, report, alert, dashboard, in this order; found test, test, alert, dashboard.',
  ],
  [
    'responses.yaml',
    'id: hire',
    'id: use',
    '/responses/4/id',
    'Expected use, ask, buy, train, hire, in this order; found use, ask, buy, train, use.',
  ],
  ['frameworks.yaml', 'id: gdpr', 'id: hipaa', '/frameworks/8/id', '`hipaa` is given twice.'],
])('%s with `%s` as `%s` does not hold together', async (name, before, after, field, why) => {
  const line = edit(name, before, after);
  expect(await refusal()).toEqual({ why, place: at(name, line, field) });
});

test('a rule, a combination or a response too few is refused at its list', async () => {
  const text = readFileSync(join(folder, 'levels.yaml'), 'utf8');
  const lists = text.split('\n').indexOf('levels:') + 1;
  writeFileSync(
    join(folder, 'levels.yaml'),
    text.slice(0, text.indexOf('  - level: 5')) + text.slice(text.indexOf('coverage:\n')),
  );
  expect(await refusal()).toEqual({
    why: 'Rule 4 is that of level 5, and is missing.',
    place: at('levels.yaml', lists, '/levels'),
  });
  writeFileSync(join(folder, 'levels.yaml'), text);
  const line = edit('criticality.yaml', '  - { pii: false, public: false, criticality: low }\n', '') - 4;
  expect(await refusal()).toEqual({
    why: '3 of the 4 combinations of pii and public are given.',
    place: at('criticality.yaml', line, '/criticality'),
  });
});

test('a rule too many is refused', async () => {
  const before = 'coverage:\n  knownDays';
  const more = `  - level: 5
    title: Again
    automation: full
    outputs: []
    declaredCounts: false
    freshDays: 1
    sustainedDays: 2
`;
  const line = edit('levels.yaml', before, more + before);
  expect(await refusal()).toEqual({
    why: 'There are more rules than levels.',
    place: at('levels.yaml', line, '/levels/4'),
  });
});

/* A user's own folder laid over it. */

test('one number of one rung can be changed, and the model says which files were', async () => {
  write('levels.yaml', 'levels:\n  - level: 3\n    freshDays: 90\n');
  const standard = await readModel(folder);
  const model = await readModel(folder, own);
  expect(model.overrides).toEqual(['levels.yaml']);
  const [two, three, ...rest] = standard.levels;
  expect(model).toEqual({
    ...standard,
    overrides: ['levels.yaml'],
    levels: [two, { ...three, freshDays: 90 }, ...rest],
  });
});

test('things are changed, added and dropped by id; other lists are replaced; null takes a field away', async () => {
  write('levels.yaml', 'levels: [{ level: 4, coverage: null }]\n');
  write(
    BACKUP,
    `buildsOn: [inventory]
steps: { '1': Call us. }
advice:
  - { id: backup.own-rule, text: Keep a copy in another country. }
solutions:
  - { id: azure-sql-backup, remove: true }
  - { id: aws-rds-backup, name: Our backups }
`,
  );
  const model = await readModel(folder, own);
  expect(model.overrides).toEqual(['levels.yaml', BACKUP]);
  expect(model.levels[2]).not.toHaveProperty('coverage');
  const backup = model.aspects[8]!;
  expect(backup.buildsOn).toEqual(['inventory']);
  expect(backup.steps['1']).toBe('Call us.');
  expect(backup.steps['2']).toContain('Restore');
  expect(backup.advice).toHaveLength(6);
  expect(backup.advice[5]?.id).toBe('backup.own-rule');
  expect(backup.solutions.map((solution) => solution.id)).toEqual([
    'aws-rds-backup',
    'aws-rds-backup-docs',
    'gcp-mysql-backup',
    'gcp-postgres-backup',
  ]);
  expect(backup.solutions[0]).toMatchObject({
    name: 'Our backups',
    url: 'https://aws.amazon.com/rds/details/backup/',
  });
});

test.each([
  [
    'levels.yaml',
    'levels:\n  - level: 3\n    sustainedDays: 9\n',
    3,
    '/levels/0/sustainedDays',
    /single practice/,
  ],
  ['levels.yaml', 'levels:\n  - freshDays: 90\n', 2, '/levels/0', /names what it changes by its id/],
  ['levels.yaml', 'levels:\n  - level: 3\n  - level: 3\n', 3, '/levels/1', /^3 is given twice/],
  ['levels.yaml', 'levels:\n  - level: 3\n    fresh: 90\n', 3, '/levels/0/fresh', /called `fresh`/],
  ['levels.yaml', '\ncoverage: 5\n', 2, '/coverage', /^Expected object, received number/],
  [BACKUP, 'advice:\n  - id: backup.nothing\n    remove: true\n', 2, '/advice/0', /no such thing here/],
  [BACKUP, 'advice:\n  - id: backup.new\n', 2, '/advice/0/text', /^This field is missing/],
  [BACKUP, 'advice:\n  - id: backup.ops-lead\n    remove: false\n', 3, '/advice/0/remove', /called `remove`/],
  [BACKUP, 'title:\n', 1, '/title', /^This field is missing/],
  [BACKUP, '- title: Backups\n', 1, undefined, /^Expected fields/],
])('a broken override is refused in its own file: %s %j', async (name, text, line, field, why) => {
  write(name, text);
  const found = await refusal(own);
  expect(found.why).toMatch(why);
  expect(found.place).toEqual(atOwn(name, line, field));
});

test('where an override breaks what the standard file says, the standard line is named', async () => {
  const line = edit('levels.yaml', 'sustainedDays: 100', 'sustainedDays: 100');
  write('levels.yaml', 'levels:\n  - level: 3\n    freshDays: 900\n');
  expect(await refusal(own)).toEqual({
    why: 'Level 3 would rest on a single practice: it is fresh for 900 days, and 100 days of practice are asked for.',
    place: at('levels.yaml', line, '/levels/1/sustainedDays'),
  });
});

test('none of the five responses can be dropped', async () => {
  write('responses.yaml', 'responses:\n  - { id: hire, remove: true }\n');
  const { why, place } = await refusal(own);
  expect(why).toBe('Expected use, ask, buy, train, hire, in this order; found use, ask, buy, train.');
  expect(place).toMatchObject({ file: join(folder, 'responses.yaml'), field: '/responses' });
});

test('a folder of overrides that would change nothing is refused', async () => {
  expect(await refusal(own)).toEqual({
    why: 'This folder of overrides holds no file of a model.',
    place: { file: own },
  });
  expect(await refusal(join(root, 'nowhere'))).toEqual({
    why: 'There is no such folder of overrides.',
    place: { file: join(root, 'nowhere') },
  });
  write('aspects/9-backup.yaml', 'title: Backups\n');
  expect(await refusal(own)).toEqual({
    why: 'No file of a model has this name, so it would change nothing.',
    place: { file: join(own, 'aspects/9-backup.yaml') },
  });
});

test('what is no model file in a folder of overrides is left alone', async () => {
  write('README.md', 'Our changes.\n');
  write('crosswalk/ours.yaml', 'anything: true\n');
  write('model.yaml', 'version: 1.0.0-ours\n');
  const model = await readModel(folder, own);
  expect(model.version).toBe('1.0.0-ours');
  expect(model.overrides).toEqual(['model.yaml']);
});
