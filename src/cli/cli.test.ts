import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { ASPECTS } from '../records/words.ts';
import { assay } from './testing/run.ts';

const scratch = mkdtempSync(join(tmpdir(), 'assay-cli-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
let data = '';
let files = '';
let count = 0;
beforeEach(() => {
  count += 1;
  data = join(scratch, `data-${count}`);
  files = join(scratch, `files-${count}`);
  mkdirSync(files);
});

const NOW = Date.UTC(2026, 10, 20);
const run = (...words: string[]) => assay(words, { data, cwd: files, now: NOW });

function junit(date: string, failures = 0): string {
  return `<?xml version="1.0"?>
<testsuite name="unit" tests="2" failures="${failures}" timestamp="${date}T10:00:00Z">
  <testcase classname="a" name="one"/>
  <testcase classname="a" name="two">${failures ? '<failure message="no"/>' : ''}</testcase>
</testsuite>`;
}

const ATTESTATION = `assay: attestation/v1
who: { name: Alice Example, role: site lead }
what: We restored the orders database into a fresh instance and compared row counts.
when: 2026-11-01
aspect: backup
output: test
`;

describe('help', () => {
  test('every command has one, with an example', async () => {
    const { out } = await run('--help');
    const commands = [...out.matchAll(/^ {2}([a-z]+) /gm)]
      .map((match) => match[1] ?? '')
      .filter((name) => name !== 'assay' && name !== 'help');
    expect(commands).toEqual(
      expect.arrayContaining([
        'scan',
        'inspect',
        'import',
        'score',
        'explain',
        'systems',
        'exempt',
        'run',
        'demo',
        'serve',
      ]),
    );
    for (const command of commands) {
      const help = await run(command, '--help');
      expect(help.code).toBe(0);
      expect(help.out, command).toContain('Example');
      expect(help.out, command).toContain(`assay ${command}`);
    }
  });

  test('a slip is answered with what was meant, on stderr, as a usage error', async () => {
    const slip = await run('scoer');
    expect(slip).toMatchObject({ code: 2, out: '' });
    expect(slip.err).toContain('score');
    expect((await run('score', '--at', 'yesterday')).code).toBe(2);
    expect((await run('import')).code).toBe(2);
  });
});

describe('inspect', () => {
  test('says what is in a file, as JSON of a fixed form', async () => {
    writeFileSync(join(files, 'tests.xml'), junit('2026-11-02', 1));
    const { code, out } = await run('inspect', 'tests.xml', '--json');
    expect(code).toBe(0);
    const report = JSON.parse(out);
    expect(report).toMatchObject({ document: { path: 'tests.xml' }, adapter: 'junit', findings: 1 });
    expect(report.document.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(report.records.result).toBe(2);
    expect(report.practices[0]).toMatchObject({
      aspect: 'cicd',
      output: 'test',
      at: '2026-11-02T10:00:00.000Z',
      automation: 'semi',
    });
  });

  test.each([
    ['nothing in it', '', 'empty'],
    ['a pointer of git-lfs', 'version https://git-lfs.github.com/spec/v1\noid sha256:aa\nsize 12\n', 'lfs'],
    [
      'a DOCTYPE',
      '<?xml version="1.0"?><!DOCTYPE testsuite [<!ENTITY a "b">]><testsuite name="x"/>',
      'DOCTYPE',
    ],
    ['nothing that Assay knows', '{"hello":"world"}', 'No adapter'],
  ])('refuses a file with %s, and says why', async (_, text, why) => {
    writeFileSync(join(files, 'file.xml'), text);
    const { code, out, err } = await run('inspect', 'file.xml', '--json');
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err.toLowerCase()).toContain(why.toLowerCase());
    expect(err).toContain('file.xml');
  });
});

describe('import, score and explain', () => {
  test('evidence becomes a level with a reason, a lapse and a next step', async () => {
    writeFileSync(join(files, 'restore.yml'), ATTESTATION);
    expect(await run('import', 'restore.yml', '--system', 'Orders')).toMatchObject({ code: 0 });
    const score = JSON.parse((await run('score', '--json')).out);
    expect(score.systems).toHaveLength(1);
    const [system] = score.systems;
    expect(system).toMatchObject({ name: 'Orders', score: 16, of: 75 });
    expect(system.aspects.map((aspect: { id: string }) => aspect.id)).toEqual(ASPECTS);
    const backup = system.aspects.find((aspect: { id: string }) => aspect.id === 'backup');
    expect(backup).toMatchObject({
      level: 2,
      since: '2026-11-01T00:00:00.000Z',
      lapses: '2027-11-01T00:00:00.000Z',
    });
    expect(backup.reason).not.toBe('');
    expect(backup.next).not.toBe('');
    const why = await run('explain', 'orders', 'backup');
    expect(why.out).toContain('restore.yml');
    expect(why.out).toContain('manual');
    expect((await run('explain', 'oders', 'backup')).err).toContain('Did you mean orders?');
    expect((await run('explain', 'orders', 'backups')).err).toContain('Did you mean backup?');
  });

  test('as of a day before the evidence there is no level; as known before the import there is none either', async () => {
    writeFileSync(join(files, 'restore.yml'), ATTESTATION);
    await run('import', 'restore.yml', '--system', 'Orders');
    const levelOf = async (...words: string[]) =>
      JSON.parse((await run('score', '--json', ...words)).out).systems[0].aspects.find(
        (each: { id: string }) => each.id === 'backup',
      ).level;
    expect(await levelOf('--at', '2026-10-31')).toBe(1);
    expect(await levelOf('--at', '2026-11-01')).toBe(2);
    expect(await levelOf('--at', '2027-10-31T23:59:59.999Z')).toBe(2);
    expect(await levelOf('--at', '2027-11-01')).toBe(1);
    expect(await levelOf('--known', '2026-11-19')).toBe(1);
  });

  test('the same bytes twice count once, under any name', async () => {
    writeFileSync(join(files, 'a.xml'), junit('2026-11-02'));
    writeFileSync(join(files, 'b.xml'), junit('2026-11-02'));
    const results = JSON.parse((await run('import', 'a.xml', 'b.xml', '--system', 'Orders', '--json')).out);
    expect(results.map((each: { status: string }) => each.status)).toEqual(['imported', 'known']);
  });

  test('a bad file is refused as a whole, its neighbours are kept, and the exit code tells', async () => {
    writeFileSync(join(files, 'good.xml'), junit('2026-11-02'));
    writeFileSync(join(files, 'cut.xml'), junit('2026-11-03').slice(0, 150));
    const { code, out } = await run('import', 'good.xml', 'cut.xml', '--system', 'Orders', '--json');
    expect(code).toBe(1);
    const [good, cut] = JSON.parse(out);
    expect(good.status).toBe('imported');
    expect(cut).toMatchObject({ status: 'refused', path: 'cut.xml' });
    expect(cut.why).not.toBe('');
    const score = JSON.parse((await run('score', '--json')).out);
    expect(score.systems[0].aspects[3].latest).toBe('2026-11-02T10:00:00.000Z');
  });

  test('an archive is its files, each counted by its own bytes', async () => {
    mkdirSync(join(files, 'packed'));
    writeFileSync(join(files, 'packed', 'a.xml'), junit('2026-11-02'));
    writeFileSync(join(files, 'packed', 'b.xml'), junit('2026-11-03'));
    execFileSync('tar', ['-czf', join(files, 'packed.tar.gz'), '-C', files, 'packed']);
    writeFileSync(join(files, 'same.xml'), junit('2026-11-03'));
    const results = JSON.parse(
      (await run('import', 'packed.tar.gz', 'same.xml', '--system', 'Orders', '--json')).out,
    );
    expect(results.map((each: { status: string }) => each.status)).toEqual(['imported', 'imported', 'known']);
    const paths = results.map(
      (each: { report: { document: { path: string } } }) => each.report.document.path,
    );
    expect(paths).toContain('packed.tar.gz/packed/a.xml');
  });

  test('what no rule attributes stays unowned until one does', async () => {
    writeFileSync(join(files, 'a.xml'), junit('2026-11-02'));
    const first = await run('import', 'a.xml');
    expect(first.err).toContain('no system owns');
    await run('systems', 'attribute', 'Orders', 'path:exports/orders/*');
    mkdirSync(join(files, 'exports', 'orders'), { recursive: true });
    writeFileSync(join(files, 'exports', 'orders', 'b.xml'), junit('2026-11-03'));
    const [second] = JSON.parse((await run('import', 'exports', '--json')).out);
    expect(second).toMatchObject({ status: 'imported', systems: ['orders'], unowned: 0 });
  });

  test('declared facts decide criticality and production', async () => {
    await run(
      'systems',
      'set',
      'Orders',
      '--team',
      'Checkout',
      '--pii',
      'yes',
      '--public',
      'yes',
      '--monthly-cost',
      '10',
    );
    const [system] = JSON.parse((await run('systems', '--json')).out);
    expect(system).toMatchObject({
      name: 'Orders',
      team: 'Checkout',
      score: 15,
      exposure: { criticality: 'high', production: true },
    });
    expect((await run('systems', 'set', 'Orders', '--pii', 'perhaps')).code).toBe(2);
    await run('systems', 'set', 'Basket');
    expect((await run('score', 'basket')).out).toContain(
      'Personal data: nobody said, and no record shows it.',
    );
  });

  test('an exempt aspect is left out of the score, which is scaled to 75', async () => {
    await run('systems', 'set', 'Orders');
    await run(
      'exempt',
      'orders',
      'backup',
      '--reason',
      'no data',
      '--approver',
      'head of security',
      '--until',
      '2027-01-01',
    );
    const [system] = JSON.parse((await run('score', '--json')).out).systems;
    expect(system.aspects[8]).toMatchObject({ exempt: true });
    expect(system.score).toBe(15);
    expect(
      (await run('exempt', 'orders', 'backup', '--reason', 'r', '--approver', 'a', '--until', '2020-01-01'))
        .code,
    ).toBe(2);
  });
});

describe('run', () => {
  test('records that a command ran, and passes its exit code on', async () => {
    const good = await run(
      'run',
      '--aspect',
      'backup',
      '--system',
      'Orders',
      '--',
      process.execPath,
      '-e',
      'console.log("restored")',
    );
    expect(good).toMatchObject({ code: 0, out: 'restored\n' });
    const bad = await run(
      'run',
      '--aspect',
      'patch',
      '--system',
      'Orders',
      '--save',
      'run.json',
      '--',
      process.execPath,
      '-e',
      'process.exit(7)',
    );
    expect(bad.code).toBe(7);
    expect(JSON.parse(readFileSync(join(files, 'run.json'), 'utf8'))).toMatchObject({
      assay: 'run/v1',
      aspect: 'patch',
      exitCode: 7,
    });
    const score = JSON.parse((await run('score', '--json')).out);
    const level = (id: string) =>
      score.systems[0].aspects.find((each: { id: string }) => each.id === id).level;
    expect(level('backup')).toBe(2);
    expect(level('patch'), 'a run that failed is no practice').toBe(1);
  });
});

describe('scan', () => {
  function repository(): string {
    const folder = join(files, 'shop');
    mkdirSync(join(folder, '.github', 'workflows'), { recursive: true });
    mkdirSync(join(folder, 'infra'));
    const git = (date: string, ...words: string[]) =>
      execFileSync(
        'git',
        ['-C', folder, '-c', 'user.name=Alice Example', '-c', 'user.email=alice@example.com', ...words],
        {
          env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
        },
      );
    git('2026-11-01T09:00:00Z', 'init', '-q', '-b', 'main');
    writeFileSync(
      join(folder, '.github', 'workflows', 'ci.yml'),
      'name: ci\non:\n  schedule:\n    - cron: "0 3 * * 1"\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - run: npm test\n',
    );
    git('2026-11-01T09:00:00Z', 'add', '-A');
    git('2026-11-01T09:00:00Z', 'commit', '-q', '-m', 'Add the pipeline');
    writeFileSync(join(folder, 'infra', 'main.tf'), 'resource "aws_s3_bucket" "data" {}\n');
    git('2026-11-05T09:00:00Z', 'add', '-A');
    git('2026-11-05T09:00:00Z', 'commit', '-q', '-m', 'Add the bucket');
    writeFileSync(join(folder, 'package-lock.json'), '{"lockfileVersion":3}\n');
    git('2026-11-09T09:00:00Z', 'add', '-A');
    git(
      '2026-11-09T09:00:00Z',
      'commit',
      '-q',
      '--author',
      'dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>',
      '-m',
      'Bump lodash from 4.17.20 to 4.17.21',
    );
    return folder;
  }

  test('a repository is scored from its history and its files, with nothing kept', async () => {
    repository();
    const { code, out } = await run('scan', 'shop', '--json');
    expect(code).toBe(0);
    const result = JSON.parse(out);
    expect(result.model.version).not.toBe('');
    const [system] = result.systems;
    expect(system).toMatchObject({ name: 'shop', of: 75 });
    const aspect = (id: string) => system.aspects.find((each: { id: string }) => each.id === id);
    expect(aspect('patch'), 'the bot’s update').toMatchObject({
      level: 2,
      since: '2026-11-09T09:00:00.000Z',
    });
    expect(aspect('deploy'), 'the change to infrastructure code').toMatchObject({
      level: 2,
      since: '2026-11-05T09:00:00.000Z',
    });
    expect(aspect('cicd').level, 'a declared pipeline').toBe(2);
    const adapters = result.documents.map((each: { adapter: string }) => each.adapter);
    expect(adapters).toEqual(expect.arrayContaining(['git-history', 'ci-config']));
    const bot = result.documents.find(
      (each: { adapter: string }) => each.adapter === 'git-history',
    ).practices;
    expect(bot.find((each: { aspect: string }) => each.aspect === 'patch')).toMatchObject({
      automation: 'full',
    });
    expect(out).not.toContain('alice@example.com');
  });

  test('a link in a repository is not followed', async () => {
    const folder = repository();
    writeFileSync(join(files, 'outside.json'), '[]');
    symlinkSync(join(files, 'outside.json'), join(folder, 'gitleaks.json'));
    const { out } = await run('scan', 'shop', '--json');
    const result = JSON.parse(out);
    expect(result.documents.map((each: { adapter: string }) => each.adapter)).not.toContain('gitleaks');
    expect(result.skipped).toContainEqual(
      expect.objectContaining({ path: 'gitleaks.json', reason: expect.stringContaining('link') }),
    );
  });

  test('source files are evidence where they hold a playbook or encrypted values, and nothing else is', async () => {
    const folder = repository();
    mkdirSync(join(folder, 'docs'));
    mkdirSync(join(folder, 'tests'));
    const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
    write('docs/sign-in.md', '---\ntype: playbook\ntitle: Sign-in\nupdated: 2026-11-01\n---\n1. Lock it\n');
    write('docs/page.md', '---\ntitle: A page\n---\nWords.\n');
    write('docs/vault.md', 'A file begins with `$ANSIBLE_VAULT;1.1;AES256`.\n');
    write('tests/sign-in.md', '---\ntype: playbook\ntitle: A test’s\n---\n1. Lock it\n');
    write('group_vars', '$ANSIBLE_VAULT;1.1;AES256\n363134\n');
    write(
      '.env.production',
      'PASSWORD=ENC[AES256_GCM,data:a,iv:b,tag:c,type:str]\nsops_lastmodified=2026-03-02T10:00:00Z\nsops_mac=ENC[AES256_GCM,data:a]\nsops_version=3.9.0\n',
    );
    write('.env', 'PASSWORD=CANARY\n');
    write('LICENSE', 'Words.\n');
    write('.secrets.baseline', '{"version":"1.5.0","plugins_used":[],"filters_used":[],"results":{}}\n');
    const { out } = await run('scan', 'shop', '--json', '--happened', '2026-11-10');
    const result = JSON.parse(out);
    const paths = result.documents.map((each: { document: { path: string } }) => each.document.path);
    expect(paths.toSorted()).toEqual(
      [
        '.env.production',
        '.github/workflows/ci.yml',
        '.secrets.baseline',
        'docs/sign-in.md',
        'git history',
        'group_vars',
        'package-lock.json',
      ].toSorted(),
    );
    const skipped = result.skipped.map((each: { path: string }) => each.path);
    expect(skipped.filter((path: string) => /\.md$|\.env$|LICENSE/.test(path))).toEqual([]);
    expect(out).not.toContain('CANARY');
  });

  test('as known before a commit, that commit is not there', async () => {
    repository();
    const { out } = await run('scan', 'shop', '--json', '--known', '2026-11-07');
    const levels = JSON.parse(out).systems[0].aspects;
    expect(levels.find((each: { id: string }) => each.id === 'deploy').level).toBe(2);
    expect(levels.find((each: { id: string }) => each.id === 'patch').level).toBe(1);
  });

  test('a folder of exports lists what was read and what was not', async () => {
    mkdirSync(join(files, 'exports'));
    writeFileSync(join(files, 'exports', 'tests.xml'), junit('2026-11-02'));
    writeFileSync(join(files, 'exports', 'notes.txt'), 'nothing to see\n');
    writeFileSync(join(files, 'exports', 'leaks.json'), '[]');
    const { code, out } = await run('scan', 'exports', '--json');
    expect(code).toBe(0);
    const result = JSON.parse(out);
    expect(result.documents.map((each: { document: { path: string } }) => each.document.path)).toContain(
      'tests.xml',
    );
    expect(result.skipped.map((each: { path: string }) => each.path)).toContain('notes.txt');
    for (const each of result.skipped) expect(each.reason).not.toBe('');
  });
});
