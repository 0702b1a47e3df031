import { hash } from 'node:crypto';
import { type Key, keyWithin, otherKey } from '../records/key.ts';
import type { AssayRecord, Envelope, Reading, Result } from '../records/record.ts';

/** Keys that a record will be looked up by, so that a batch is one query. */
export function keysOf(record: AssayRecord | Envelope): Key[] {
  switch (record.kind) {
    case 'envelope':
      return [...(record.target?.keys ?? [])];
    case 'practice':
      return [...(record.subject?.keys ?? [])];
    case 'resource':
      return record.account ? [...record.keys, record.account] : [...record.keys];
    case 'result':
      return [...(record.resource?.keys ?? []), otherKey('finding-kind', slug(record.rule.id))];
    case 'cost':
      return [...(record.resource?.keys ?? []), ...(record.account ? [record.account] : [])];
    case 'identity':
      return record.account ? [...record.keys, record.account] : [...record.keys];
    case 'component':
    case 'event':
      return [...(record.resource?.keys ?? [])];
    case 'rule':
      return [...(record.resource?.keys ?? []), otherKey('alert-rule', slug(record.id))];
    case 'plan':
      return [
        ...(record.resource?.keys ?? []),
        otherKey('threat', slug(record.title)),
        ...(record.answers ?? []).flatMap((answer) =>
          ['alert-rule', 'threat', 'finding-kind'].map((scheme) => otherKey(scheme, slug(answer))),
        ),
      ];
  }
}

/** A record with the files that it names told apart by the repository or system that they are in. */
export function within<R extends Reading>(record: R, whole: Key | undefined): R {
  if (whole === undefined || record.kind !== 'resource') return record;
  return { ...record, keys: record.keys.map((key) => keyWithin(key, whole)) };
}

/** Names that differ only in case, spaces or punctuation are the same threat, alert rule or kind of finding. */
export function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|(?<!-)-+$/g, '');
}

/** The same statement has the same fingerprint in every run: no time, no line, no message in it. */
export function fingerprint(
  record: Result,
  adapter: string,
  thing: string | undefined,
  system: string | undefined,
): string {
  const { aspect, rule } = record;
  const parts = [
    adapter,
    system ?? '',
    aspect,
    rule.id,
    thing ?? '',
    record.fingerprint ?? record.location ?? '',
  ];
  return hash('sha256', JSON.stringify(parts), 'hex').slice(0, 32);
}

/**
 * What a result states whichever tool states it: a known vulnerability in a package. Undefined for rules that
 * only one tool has.
 */
export function statement(record: Result): string | undefined {
  if (record.aspect !== 'patch' || !/^(CVE-\d{4}-\d{4,}|GHSA(-[0-9a-z]{4}){3})$/.test(record.rule.id))
    return undefined;
  return `vulnerability ${record.rule.id} ${(record.location ?? '').toLowerCase()}`;
}
