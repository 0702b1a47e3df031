import { beforeAll, expect, test } from 'vitest';
import { ASPECTS, LANGUAGES } from '../records/words.ts';
import type { Model, Solution } from './model.ts';
import { readModel, standardModelFolder } from './read.ts';

let model: Model;
let solutions: Solution[];

beforeAll(async () => {
  model = await readModel(standardModelFolder());
  solutions = model.aspects.flatMap((aspect) => aspect.solutions);
});

test('each framework of the crosswalk names aspects in the model’s order, and no reference twice for one', () => {
  expect(model.crosswalk.map(({ id, references }) => [id, references.length])).toEqual([
    ['nist-csf', 14],
    ['cis-controls', 13],
    ['iso-27001', 14],
    ['pci-dss', 13],
  ]);
  for (const { id, references } of model.crosswalk) {
    const places = references.map((each) => ASPECTS.indexOf(each.id));
    expect(places, id).toEqual([...places].sort((a, b) => a - b));
    for (const { controls } of references)
      expect(new Set(controls.map((each) => each.id)).size).toBe(controls.length);
  }
});

/** Id, number of threats, solutions and pieces of advice. */
const COUNTS = [
  ['inventory', 3, 6, 3],
  ['cost', 2, 7, 2],
  ['access', 1, 8, 7],
  ['cicd', 2, 7, 4],
  ['patch', 2, 6, 3],
  ['configuration', 5, 32, 8],
  ['secrets', 2, 8, 1],
  ['deploy', 3, 5, 4],
  ['backup', 2, 5, 5],
  ['resiliency', 2, 6, 5],
  ['telemetry', 2, 31, 5],
  ['alerts', 2, 4, 3],
  ['playbooks', 1, 1, 2],
  ['remediation', 1, 5, 3],
  ['threat-modeling', 1, 6, 4],
] as const;

test('has the 15 aspects in order, with all their threats, solutions and advice', () => {
  expect(
    model.aspects.map(({ id, threats, solutions, advice }) => [
      id,
      threats.length,
      solutions.length,
      advice.length,
    ]),
  ).toEqual(COUNTS);
  expect(model.aspects.map((aspect) => aspect.number)).toEqual(ASPECTS.map((_, index) => index + 1));
  expect(model.version).toBe('1.0.0');
  expect(model.overrides).toEqual([]);
});

test('names 132 tools, of which some stand in two places and three have documentation beside them', () => {
  expect(solutions).toHaveLength(137);
  expect(solutions.filter((solution) => solution.kind === 'documentation')).toHaveLength(3);
  const tools = solutions.filter((solution) => solution.kind !== 'documentation');
  expect(new Set(tools.map((solution) => solution.url ?? solution.id)).size).toBe(132);

  const urls = new Map<string, string[]>();
  for (const { url, id } of tools) if (url) urls.set(url, [...(urls.get(url) ?? []), id]);
  expect([...urls.values()].filter((ids) => ids.length > 1)).toEqual([
    ['cloudyn', 'cloudyn'],
    ['vault', 'hashicorp-vault'],
  ]);
  // Named in the advice only, and still one of the tools.
  expect(solutions.filter((solution) => solution.id === 'goss')).toHaveLength(1);
});

test('keeps addresses letter for letter', () => {
  const url = (id: string): string | undefined => solutions.find((solution) => solution.id === id)?.url;
  expect(url('molecule')).toBe('https://molecule.readthedocs.io/en/stable/');
  expect(url('fabric')).toBe('http://www.fabfile.org/');
  expect(url('falco')).toBe('https://github.com/falcosecurity/falco');
  expect(url('goss')).toBe('https://github.com/aelsabbahy/goss/blob/master/docs/manual.md#available-tests');
  const links = model.aspects.flatMap((aspect) => aspect.advice.flatMap((advice) => advice.links ?? []));
  expect(links).toContain('https://forums.aws.amazon.com/thread.jspa?messageID=809516&#809516');
  expect(links).toHaveLength(31);
});

test('puts solutions under their headings', () => {
  const groups = new Map<string, number>();
  for (const { group } of solutions) if (group) groups.set(group, (groups.get(group) ?? 0) + 1);
  expect([...groups]).toEqual([
    ['Manager', 4],
    ['Server config', 10],
    ['Docker images', 11],
    ['Amazon AWS', 7],
    ['Metrics', 11],
    ['Logging', 9],
    ['Behavior', 11],
  ]);
});

test('names the response of each: what is open or the cloud’s own is used, what is sold is bought', () => {
  for (const solution of solutions) {
    const expected = {
      tool: ['use'],
      platform: ['use'],
      documentation: ['use'],
      // Cloudyn was sold; what follows it comes with the cloud.
      service: solution.id === 'cloudyn' ? ['use'] : ['buy'],
      list: ['train'],
      practice: ['use', 'train'],
    }[solution.kind];
    expect(expected, solution.id).toContain(solution.response);
    if (solution.kind === 'tool') expect(solution.openSource, solution.id).toBe(true);
    if (solution.kind === 'service') expect(solution.openSource, solution.id).toBe(false);
  }
});

test('has the rule’s numbers', () => {
  expect(
    model.levels.map((rule) => [
      rule.level,
      rule.automation,
      rule.outputs.length,
      rule.declaredCounts,
      rule.freshDays,
      rule.sustainedDays,
      rule.coverage,
    ]),
  ).toEqual([
    [2, 'manual', 0, true, 365, 0, undefined],
    [3, 'manual', 0, false, 95, 100, undefined],
    [4, 'semi', 0, false, 32, 60, 0.5],
    [5, 'full', 4, false, 8, 21, 0.9],
  ]);
  expect(model.coverage).toEqual({ knownDays: 95, lateDays: 8 });
});

test('has criticality, production, responses, outputs and frameworks', () => {
  expect(model.criticality).toEqual([
    { pii: true, public: true, criticality: 'high' },
    { pii: true, public: false, criticality: 'medium' },
    { pii: false, public: true, criticality: 'medium' },
    { pii: false, public: false, criticality: 'low' },
  ]);
  expect(model.production).toEqual({
    public: true,
    pii: true,
    monthlyCost: { amount: 5000, currency: 'USD' },
  });
  expect(model.responses.map((response) => response.id)).toEqual(['use', 'ask', 'buy', 'train', 'hire']);
  expect(model.outputs.map((output) => output.id)).toEqual(['test', 'report', 'alert', 'dashboard']);
  expect(model.frameworks).toHaveLength(12);
});

test('counts the right things for coverage', () => {
  const known = Object.fromEntries(
    model.aspects.map(({ id, coverage }) => [id, coverage.known.join(' ')] as const),
  );
  expect(known).toEqual({
    inventory: 'account',
    cost: 'spend',
    access: 'identity',
    cicd: 'repository',
    patch: 'host image repository',
    configuration: 'account host image database bucket volume function network service cluster',
    secrets: 'repository host image',
    deploy: 'host database bucket volume function network service cluster',
    backup: 'database bucket volume',
    resiliency: 'service',
    telemetry: 'host service',
    alerts: 'host service',
    playbooks: 'threat alert-rule',
    remediation: 'finding-kind',
    'threat-modeling': 'service database bucket component',
  });
  for (const { id, coverage } of model.aspects) {
    expect(coverage.weight, id).toBe(id === 'cost' ? 'amount' : 'one');
    expect(coverage.knownBy, id).toBe(id === 'alerts' ? 'telemetry' : undefined);
  }
});

test('every aspect but the first builds on the inventory', () => {
  for (const { id, buildsOn } of model.aspects) {
    if (id === 'inventory') expect(buildsOn).toEqual([]);
    else expect(buildsOn, id).toContain('inventory');
  }
});

test.each(LANGUAGES.filter((language) => language !== 'en'))(
  'in %s the model says everything in other words, and its numbers are the same',
  async (language) => {
    const other = await readModel(standardModelFolder(), undefined, language);
    const words = leaves(model).filter(([path]) => WORDS.test(path));
    const theirs = new Map(leaves(other));
    const same = words.filter(([path, value]) => theirs.get(path) === value);
    expect(same.map(([path, value]) => `${path}: ${value}`)).toEqual([]);
    const plain = (each: Model) => leaves(each).filter(([path]) => !WORDS.test(path) && !NAMES.test(path));
    expect(plain({ ...other, language: 'en' })).toEqual(plain(model));
  },
);

/** What people read. Names of products and standards, and titles of their controls, are the same everywhere. */
const WORDS =
  /^(aspects\.\d+\.(?!title$|solutions\.\d+\.(name|url|group)$)(.*\.)?(summary|text|today|words|steps\.\d)|levels\.\d+\.title|outputs\.\d+\.text|responses\.\d+\.(title|text)|(frameworks|crosswalk)\.\d+\.text)$/;
const NAMES =
  /^(aspects\.\d+\.title|aspects\.\d+\.solutions\.\d+\.(name|group)|(outputs|frameworks|crosswalk)\.\d+\.title)$/;

function leaves(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([name, each]) =>
    leaves(each, path === '' ? name : `${path}.${name}`),
  );
}
