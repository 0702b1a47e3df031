import type { Document } from '../../formats/document.ts';
import { streamLines } from '../../formats/text.ts';
import { hostKey } from '../../records/key.ts';
import type { Component, Reading, ResourceRef, Result } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import { checkResult } from '../shared/check-result.ts';
import { oneLine } from '../shared/one-line.ts';
import { utcInstant } from '../shared/utc.ts';

/** Facts of the report, which stand before and behind what was found. */
const FACTS = new Set([
  'lynis_version',
  'report_datetime_start',
  'report_datetime_end',
  'hostname',
  'domainname',
  'hardening_index',
  'finish',
]);

/** How an id of a test looks, e.g. `SSH-7408`; custom ones may be longer. */
const TEST = /^[A-Za-z][\w-]{2,40}$/;

/**
 * An audit of one host (Lynis, "Report file"): lines of `name=value`, where a name that ends in `[]` occurs
 * several times and parts of a value are divided by bars.
 * @throws Refusal `truncated` where the report does not end, `too-large`
 */
export async function* readLynis(document: Document): AsyncGenerator<Reading> {
  const facts = await factsOf(document);
  if (facts.get('finish') !== 'true') {
    throw new Refusal(
      'truncated',
      'The report does not end with finish=true: the audit was broken off, or the file was cut.',
      { file: document.path },
      'Run the audit to its end, and hand in the report that it writes.',
    );
  }
  const version = facts.get('lynis_version');
  const at = utcInstant(facts.get('report_datetime_end')) ?? utcInstant(facts.get('report_datetime_start'));
  const target = hostOf(facts.get('hostname'), facts.get('domainname'));
  yield {
    kind: 'envelope',
    tool: { name: 'Lynis', ...(version && { version: oneLine(version, 40) }) },
    ...(at !== undefined && { at }),
    ...(target && { target }),
    complete: true,
  };
  const found = new Set<string>();
  const counts = { warning: 0, suggestion: 0 };
  for await (const { line, name, value } of entriesOf(document)) {
    if (name === 'warning[]' || name === 'suggestion[]') {
      const level = name === 'warning[]' ? 'warning' : 'suggestion';
      const result = finding(level, value);
      if (!result) {
        yield { kind: 'problem', where: `line ${line}`, why: 'Expected the id of a test and a text.' };
        continue;
      }
      counts[level] += 1;
      found.add(result.rule.id);
      yield result;
    } else if (name === 'installed_packages_array') yield* components(value);
    // Tests are listed behind all that they found.
    else if (name === 'tests_executed') yield* tests(value, 'pass', found);
    else if (name === 'tests_skipped') yield* tests(value, 'skipped', found);
  }
  const index = facts.get('hardening_index');
  const note = [
    `${counts.warning} warnings, ${counts.suggestion} suggestions`,
    /^\d{1,3}$/.test(index ?? '') && `hardening index ${index}`,
  ];
  yield { kind: 'practice', aspect: 'configuration', output: 'test', note: note.filter(Boolean).join(', ') };
}

async function* entriesOf(document: Document): AsyncGenerator<{ line: number; name: string; value: string }> {
  for await (const { line, text } of streamLines(document)) {
    const end = text.indexOf('=');
    if (end > 0 && !text.startsWith('#'))
      yield { line, name: text.slice(0, end).trim(), value: text.slice(end + 1).trim() };
  }
}

async function factsOf(document: Document): Promise<ReadonlyMap<string, string>> {
  const facts = new Map<string, string>();
  for await (const { name, value } of entriesOf(document)) if (FACTS.has(name)) facts.set(name, value);
  return facts;
}

/** The host, by its name with its domain and without. */
function hostOf(hostname: string | undefined, domain: string | undefined): ResourceRef | undefined {
  const name = hostname && oneLine(hostname, 253);
  if (!name || name === 'localhost') return undefined;
  const whole = domain && !name.includes('.') ? `${name}.${oneLine(domain, 253)}` : name;
  return { type: 'host', keys: [...new Set([hostKey(whole), hostKey(name)])], name: whole };
}

/** `TEST|text|details|solution|`, where a dash stands for nothing. */
function finding(level: 'warning' | 'suggestion', value: string): Result | undefined {
  const [id, text, details, solution] = value
    .split('|', 4)
    .map((part) => (part.trim() === '-' ? '' : part.trim()));
  if (!id || !TEST.test(id) || !text) return undefined;
  return checkResult({
    id,
    title: text,
    status: 'fail',
    severity: level,
    usual: 'low',
    // Values stand in brackets behind a setting. One test can find several things.
    location: oneLine(details?.split(' (')[0] || text, 200),
    message: solution?.replace(/^text:/, ''),
  });
}

function* tests(value: string, status: 'pass' | 'skipped', found: Set<string>): Generator<Result> {
  for (const id of value.split('|')) {
    if (!TEST.test(id) || found.has(id)) continue;
    found.add(id);
    yield checkResult({ id, status, usual: 'low' });
  }
}

/** `name,version` between bars. */
function* components(value: string): Generator<Component> {
  for (const each of value.split('|')) {
    const [name = '', version = ''] = each.split(',', 2);
    if (name === '') continue;
    yield {
      kind: 'component',
      name: oneLine(name, 200),
      ...(version !== '' && { version: oneLine(version, 100) }),
    };
  }
}
