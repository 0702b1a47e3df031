import type { Document } from '../../formats/document.ts';
import { readJson } from '../../formats/json.ts';
import { asInstant, asObject, asString, asText, type Members } from '../../formats/schema.ts';
import { readYaml } from '../../formats/yaml.ts';
import type { Instant } from '../../records/instant.ts';
import { otherKey } from '../../records/key.ts';
import type { Practice, Reading } from '../../records/record.ts';
import { ASPECTS, isAspect, OUTPUTS } from '../../records/words.ts';
import { oneLine } from '../shared/one-line.ts';
import { ATTESTATION } from './schema.ts';

/** One attestation, and how to say where one of its fields is. */
interface Entry {
  value: unknown;
  where: (field?: string) => string;
}

/**
 * Each attestation is one manual practice at the time it names. One that cannot be used is a problem, and its
 * neighbours count.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readAttestations(document: Document): AsyncGenerator<Reading> {
  const entries = await entriesOf(document);
  const at = latest(entries);
  yield { kind: 'envelope', tool: { name: 'attestation' }, ...(at !== undefined && { at }) };
  for (const { value, where } of entries) yield practiceOf(value, where);
}

async function entriesOf(document: Document): Promise<Entry[]> {
  if (document.head.shape === 'json' || document.head.shape === 'ndjson') {
    const root = await readJson(document);
    const isList = Array.isArray(root);
    return listed(root).map((value, index) => ({
      value,
      where: (field) => [isList ? `/${index}` : '', ...(field ? [field] : [])].join('/'),
    }));
  }
  return (await readYaml(document)).flatMap(({ value: root, line }) => {
    const isList = Array.isArray(root);
    return listed(root).map((value, index): Entry => {
      const path = isList ? [index] : [];
      return {
        value,
        where(field) {
          const found = (field ? line([...path, ...field.split('/')]) : undefined) ?? line(path) ?? line([]);
          return found === undefined ? (field ?? 'line 1') : `line ${found}`;
        },
      };
    });
  });
}

function listed(root: unknown): readonly unknown[] {
  if (Array.isArray(root)) return root;
  return root === null || root === undefined ? [] : [root];
}

function latest(entries: readonly Entry[]): Instant | undefined {
  let at: Instant | undefined;
  for (const { value } of entries) {
    const when = asInstant(asObject(value)?.['when']);
    if (when !== undefined && (at === undefined || when > at)) at = when;
  }
  return at;
}

function practiceOf(value: unknown, where: Entry['where']): Reading {
  const problem = (field: string | undefined, expected: string, found: unknown): Reading => ({
    kind: 'problem',
    where: where(field),
    why: `${field ? `${field}: ` : ''}expected ${expected}, found ${shown(found)}`,
  });
  const entry = asObject(value);
  if (!entry) return problem(undefined, 'an attestation', value);
  if (entry['assay'] !== ATTESTATION) return problem('assay', `"${ATTESTATION}"`, entry['assay']);
  const who = personOf(entry['who']);
  if (who === undefined)
    return problem('who', 'the name of a person, such as { name: Alice Example }', entry['who']);
  const what = asString(entry['what']);
  if (what === undefined) return problem('what', 'a sentence', entry['what']);
  const when = asInstant(entry['when']);
  if (when === undefined)
    return problem('when', 'a date such as 2026-11-23, or a date and time', entry['when']);
  const aspect = entry['aspect'];
  if (typeof aspect !== 'string' || !isAspect(aspect)) {
    return problem('aspect', `one of ${ASPECTS.join(', ')}`, aspect);
  }
  const output = OUTPUTS.find((name) => name === entry['output']);
  if (!output) return problem('output', `one of ${OUTPUTS.join(', ')}`, entry['output']);
  const practice: Practice = { kind: 'practice', aspect, output, at: when, automation: 'manual' };
  return { ...practice, ...aboutOf(entry), note: noteOf(what, who, asString(entry['note'])) };
}

function aboutOf(entry: Members): Pick<Practice, 'subject' | 'reference'> {
  const system = asText(entry['system'])?.trim();
  const reference = asText(entry['reference']);
  return {
    // Only a name by which rules can attribute it: a system is no thing that coverage counts.
    ...(system && { subject: { type: 'other', keys: [otherKey('system', system)], name: system } }),
    ...(reference !== undefined && { reference: oneLine(reference, 200) }),
  };
}

function personOf(value: unknown): string | undefined {
  const members = asObject(value);
  const name = (asString(value) ?? asString(members?.['name']))?.trim();
  if (!name) return undefined;
  const role = asString(members?.['role']);
  return role === undefined ? name : `${name}, ${role}`;
}

function noteOf(what: string, who: string, note: string | undefined): string {
  return oneLine([`${what.trim()} (${who})`, ...(note ? [note] : [])].join(' '), 300);
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : oneLine(JSON.stringify(value), 60);
}
