import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowsIn } from '../../formats/csv-rows.ts';
import { handedBytes } from '../../intake/handed.ts';
import { inspect } from '../../intake/inspect.ts';
import { parseHere } from '../../intake/parse/parse.ts';
import type { Scorecard } from '../scorecard/scorecard.ts';
import { card, cards, hostile, OPTIONS, system } from '../testing/card.ts';
import { codeQuality } from './code-quality.ts';
import { csv, csvCell, csvText } from './csv.ts';
import { findings } from './format.ts';
import { junit } from './junit.ts';
import { escaped, markdown } from './markdown.ts';
import { sarif } from './sarif.ts';

/** Plain RFC 4180, for text in which every cell is quoted. */
function cellsOf(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < text.length; ) {
    expect(text[at]).toBe('"');
    let cell = '';
    for (at += 1; ; at += 1) {
      if (text[at] !== '"') cell += text[at];
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else break;
    }
    row.push(cell);
    at += 1;
    if (text[at] === ',') at += 1;
    else {
      expect(text.slice(at, at + 2)).toBe('\r\n');
      rows.push(row);
      row = [];
      at += 2;
    }
  }
  return rows;
}

const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const inspected = async (name: string, text: string) =>
  inspect(handedBytes(name, Buffer.from(text)), { kind: 'person', name: 'test' }, { happened: 0 }, parseHere);

test('CSV gives back every cell as it was, and no cell begins a formula', () => {
  const table = fc.array(fc.array(hostile, { minLength: 1, maxLength: 5 }), { maxLength: 5 });
  fc.assert(
    fc.property(table, (rows) => {
      const cells = cellsOf(csvText(rows));
      expect(cells.map((row) => row.map(csvCell))).toEqual(rows);
      for (const cell of cells.flat()) expect(cell).not.toMatch(FORMULA);
    }),
  );
});

test('CSV of a scorecard has a row for each system and aspect, which our own reader reads too', () => {
  fc.assert(
    fc.property(cards, (made) => {
      const [head, ...rows] = cellsOf(csv(made, OPTIONS));
      expect(rows).toHaveLength(made.systems.length * 15);
      for (const [index, row] of rows.entries()) {
        expect(row).toHaveLength(head?.length ?? 0);
        expect(csvCell(row[1] ?? '')).toBe(made.systems[Math.floor(index / 15)]?.name);
        for (const cell of row) expect(cell).not.toMatch(FORMULA);
      }
    }),
    { numRuns: 50 },
  );
  const text = csv(card([system('a', {}, { name: '=cmd|x,"y"\r\n' })]), OPTIONS);
  const next = rowsIn(text, ',', true);
  const first = next(0);
  const second = first && next(first.end);
  expect(second?.cells.slice(0, 2)).toEqual(['a', `'=cmd|x,"y"\r\n`]);
});

test('findings are what is below the level, lowest first, and nothing that is exempt', () => {
  fc.assert(
    fc.property(cards, fc.constantFrom(1, 2, 3, 4, 5), (made, below) => {
      const found = findings(made, { ...OPTIONS, below: below as 1 });
      const naive = made.systems.flatMap(({ aspects }) =>
        aspects.filter(({ exempt, level }) => !exempt && level < below),
      );
      expect(found).toHaveLength(naive.length);
      expect(found.map(({ here }) => here.level)).toEqual(naive.map(({ level }) => level).sort());
    }),
  );
});

test('SARIF is one run with the aspects as rules, and a finding keeps its fingerprint', async () => {
  const before = sarif(card([system('a', { backup: { level: 2 } })]), OPTIONS);
  const after = sarif(
    card([system('b', {}), system('a', { backup: { level: 1, reason: 'It lapsed.' } }, { name: 'Renamed' })]),
    OPTIONS,
  );
  const prints = (text: string) =>
    JSON.parse(text).runs[0].results.map(
      (each: { partialFingerprints: Record<string, string> }) => each.partialFingerprints['assayAspect/v1'],
    );
  expect(JSON.parse(before)).toMatchObject({
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'Assay' } } }],
  });
  expect(JSON.parse(before).runs[0].tool.driver.rules).toHaveLength(15);
  expect(new Set(prints(after)).size).toBe(30);
  expect(prints(after)).toEqual(expect.arrayContaining(prints(before)));
  for (const result of JSON.parse(after).runs[0].results) {
    expect(JSON.parse(after).runs[0].tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
    expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe('README.md');
  }
  expect(await inspected('assay.sarif', after)).toMatchObject({ adapter: 'sarif', findings: 30 });
});

test('SARIF holds to what GitHub shows: the worst 5,000', () => {
  const many = card(
    Array.from({ length: 400 }, (_, index) => system(`s${index}`, { patch: { level: index % 2 ? 1 : 2 } })),
  );
  const [run] = JSON.parse(sarif(many, OPTIONS)).runs;
  expect(run.results).toHaveLength(5_000);
  expect(run.properties.notShown).toBe(1_000);
  expect(run.results.every((each: { level: string }) => each.level === 'error')).toBe(true);
});

test('a code quality report has what GitLab asks for', () => {
  const all = JSON.parse(
    codeQuality(card([system('a', { patch: { level: 2 }, deploy: { level: 4 } })]), OPTIONS),
  );
  expect(all).toHaveLength(14);
  for (const each of all) {
    expect(each).toEqual({
      description: expect.stringContaining('a: '),
      check_name: expect.any(String),
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      severity: each.check_name === 'patch' ? 'major' : 'critical',
      location: { path: 'README.md', lines: { begin: 1 } },
    });
  }
});

test('JUnit has a test for each system and aspect, whatever they are called', async () => {
  await fc.assert(
    fc.asyncProperty(cards, async (made: Scorecard) => {
      fc.pre(made.systems.length > 0);
      const text = junit(made, OPTIONS);
      expect(text.match(/<testcase /g)).toHaveLength(made.systems.length * 15);
      const failed = findings(made, OPTIONS).length;
      expect(text.match(/<failure /g)?.length ?? 0).toBe(failed);
      expect(await inspected('assay.xml', text)).toMatchObject({ adapter: 'junit', findings: failed });
    }),
    { numRuns: 30 },
  );
});

test('Markdown keeps names in their cells', () => {
  fc.assert(
    fc.property(cards, (made) => {
      const rows = markdown(made, OPTIONS)
        .split('\n')
        .filter((line) => line.startsWith('| '));
      expect(rows).toHaveLength(made.systems.length + 2);
      for (const row of rows) expect(row.match(/(?<!\\)(?:\\\\)*\|/g)).toHaveLength(18);
    }),
  );
  expect(escaped('[x](https://e) @team <img> `c` |')).toBe(
    '\\[x\\](https\\://e) @<!-- -->team \\<img\\> \\`c\\` \\|',
  );
});

test('Markdown is cut before a summary would be lost, and says so', () => {
  const name = 'n'.repeat(500);
  const many = card(Array.from({ length: 3_000 }, (_, index) => system(`s${index}`, {}, { name })));
  const text = markdown(many, OPTIONS);
  expect(Buffer.byteLength(text)).toBeLessThan(900_200);
  expect(text).toMatch(/And \d+ more systems/);
});

test('what is worth doing next is said', () => {
  const made = card([system('a', {})], [{ system: 'a', aspect: 'backup', step: 'Restore one.' }]);
  expect(markdown(made, OPTIONS)).toContain('- a, BACKUP: Restore one.');
});
