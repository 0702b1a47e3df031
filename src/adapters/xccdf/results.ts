import type { Document } from '../../formats/document.ts';
import { streamXml } from '../../formats/xml-stream.ts';
import { parseInstant } from '../../records/instant.ts';
import type { Reading } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import { type CheckRun, checkRun } from '../shared/check-run.ts';
import { oneLine } from '../shared/one-line.ts';
import { type Rule, referencedControl, ruleResults } from './rule.ts';
import { targetOf } from './target.ts';
import { type Open, textOf } from './text.ts';

/** Rules of benchmarks that are remembered; the largest have a few thousand. */
const MOST_RULES = 50_000;

/** A test of one target, as far as it was read. */
interface Test {
  attributes: Open['attributes'];
  names: string[];
  addresses: string[];
  run: CheckRun | undefined;
}

/** A rule's result, as far as it was read. */
interface Row {
  id: string;
  attributes: Open['attributes'];
  path: string;
  line: number;
  word: string | undefined;
  idents: string[];
}

/**
 * Results of rules (XCCDF 1.1 and 1.2, section 6.6; ARF 1.1), read as a stream: what the benchmark says of each
 * rule is remembered briefly, and every test of a target has an envelope of its own.
 * @throws Refusal `malformed`, `truncated`, `doctype`, `too-large`; `invalid` where no test was run
 */
export async function* readResults(document: Document): AsyncGenerator<Reading> {
  const rules = new Map<string, Rule>();
  const text = textOf();
  let rule: { id: string; path: string; held: Rule } | undefined;
  let test: Test | undefined;
  let row: Row | undefined;
  let last: Open | undefined;
  let tests = 0;
  for await (const event of streamXml(document)) {
    if (event.type === 'text') text.add(event.text);
    else if (event.type === 'open') {
      const { local, attributes, path, line } = event;
      if (local === 'TestResult') {
        test = { attributes, names: [], addresses: [], run: undefined };
        tests += 1;
      } else if (local === 'rule-result' && test) {
        yield* begin(test);
        row = { id: attributes['idref'] ?? '', attributes, path, line, word: undefined, idents: [] };
      } else if (local === 'Rule' && !test) {
        rule = { id: attributes['id'] ?? '', path, held: ruleOf(attributes['severity']) };
      } else if (isWanted(local, path, row?.path ?? rule?.path ?? test?.attributes, event)) {
        last = event;
        text.begin(path);
      }
    } else {
      const found = text.end(event.path);
      if (found !== undefined && last) {
        if (row) keepInRow(row, last, found);
        else if (test) keepInTest(test, last, found);
        else if (rule) keepInRule(rule.held, last, found);
      }
      if (rule && event.path === rule.path) {
        if (rules.size < MOST_RULES) rules.set(rule.id, rule.held);
        rule = undefined;
      } else if (row && test && event.path === row.path) {
        yield* finish(row, test, rules);
        row = undefined;
      } else if (test && event.local === 'TestResult') {
        yield* begin(test);
        if (test.run) yield* test.run.practices();
        test = undefined;
      }
    }
  }
  if (tests === 0) {
    throw new Refusal(
      'invalid',
      'It is a benchmark without results: nothing was tested.',
      { file: document.path },
      'Hand in what the scanner wrote, with a TestResult element.',
    );
  }
}

function ruleOf(severity: string | undefined): Rule {
  return { title: undefined, severity, controls: [] };
}

const IN_ROW = new Set(['result', 'ident']);
const IN_RULE = new Set(['title', 'ident', 'reference']);
const IN_TEST = new Set(['target', 'target-address', 'fact']);

/** Whether the text of an element is read: those right inside a rule, a row or a test, and facts. */
function isWanted(local: string, path: string, parent: unknown, event: Open): boolean {
  if (typeof parent === 'string') {
    if (path !== `${parent}/${local}`) return false;
    return parent.endsWith('/rule-result') ? IN_ROW.has(local) : IN_RULE.has(local);
  }
  if (parent === undefined || !IN_TEST.has(local)) return false;
  return local !== 'fact' || /(fqdn|host_?name)$/i.test(event.attributes['name'] ?? '');
}

function keepInRow(row: Row, { local }: Open, found: string): void {
  if (local === 'result') row.word = found;
  else if (row.idents.length < 200) row.idents.push(found);
}

function keepInTest(test: Test, { local }: Open, found: string): void {
  if (local === 'target-address') test.addresses.push(found);
  else if (local === 'target') test.names.unshift(found);
  else test.names.push(found);
}

function keepInRule(rule: Rule, { local, attributes }: Open, found: string): void {
  if (local === 'title') rule.title ??= oneLine(found, 200);
  else {
    const control =
      local === 'ident'
        ? /^CCI-\d+$/.test(found)
          ? `cci:${found}`
          : undefined
        : referencedControl(attributes['href'] ?? '', found);
    if (control && rule.controls.length < 40 && !rule.controls.includes(control)) rule.controls.push(control);
  }
}

/** The envelope of a test, once its target is known: results come after it (XCCDF schema, TestResult). */
function* begin(test: Test): Generator<Reading> {
  if (test.run) return;
  const at =
    parseInstant(test.attributes['end-time'] ?? '') ?? parseInstant(test.attributes['start-time'] ?? '');
  const system = test.attributes['test-system'] ?? '';
  const isOpenscap = /openscap/i.test(system) || /open-scap/i.test(test.attributes['id'] ?? '');
  const version = isOpenscap ? /openscap:([\w.]+)$/i.exec(system)?.[1] : undefined;
  const target = targetOf(test.names, test.addresses);
  yield {
    kind: 'envelope',
    tool: { name: isOpenscap ? 'OpenSCAP' : 'XCCDF', ...(version && { version }) },
    ...(at !== undefined && { at }),
    ...(target && { target }),
  };
  test.run = checkRun({ what: 'rules', end: at });
}

function* finish(row: Row, test: Test, rules: ReadonlyMap<string, Rule>): Generator<Reading> {
  if (row.id === '' || row.word === undefined) {
    yield {
      kind: 'problem',
      where: `line ${row.line}`,
      why: 'Expected a rule-result with an idref and a result.',
    };
    return;
  }
  const at = parseInstant(row.attributes['time'] ?? '');
  const { id, word, idents } = row;
  const severity = row.attributes['severity'];
  for (const result of ruleResults({ id, word, severity, idents, rule: rules.get(id) })) {
    const dated = { ...result, ...(at !== undefined && { at }) };
    test.run?.add(dated);
    yield dated;
  }
}
