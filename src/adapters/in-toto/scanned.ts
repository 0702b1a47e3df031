import {
  asArray,
  asInstant,
  asNumber,
  asObject,
  asString,
  type Members,
  member,
} from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { oneLine } from '../shared/one-line.ts';
import { vulnerability } from '../shared/vulnerability.ts';

/** A scan for vulnerabilities (in-toto `vulns`, cosign `vuln`); a scanner's own report in it is only counted. */
export function* scanned(predicate: Members): Generator<Reading> {
  const scanner = asObject(predicate.scanner);
  const metadata = asObject(predicate.metadata) ?? asObject(scanner?.metadata);
  const at = asInstant(metadata?.scanFinishedOn) ?? asInstant(metadata?.scanStartedOn);
  const uri = asString(scanner?.uri) ?? 'scanner';
  const version = asString(scanner?.version);
  const name =
    oneLine(uri.replace(/[?#].*$/s, '').replace(/@.*$/s, ''), 100)
      .split('/')
      .at(-1) ?? 'scanner';
  yield {
    kind: 'envelope',
    tool: { name, ...(version && { version: oneLine(version, 60) }) },
    ...(at !== undefined && { at }),
  };
  const listed = asArray(scanner?.result);
  for (const each of listed) {
    const id = asString(member(each, 'id'));
    if (!id) continue;
    const ratings = asArray(member(each, 'severity'));
    const scores = ratings.flatMap((rating) => {
      const isCvss = /cvss/i.test(asString(member(rating, 'method')) ?? '');
      return isCvss ? (asNumber(member(rating, 'score')) ?? []) : [];
    });
    const word = ratings
      .map((rating) => asString(member(rating, 'score')))
      .find((score) => score && !/\d/.test(score));
    const result = vulnerability({ ids: [id], severity: word, score: scores[0] });
    if (result) yield result;
  }
  const note = Array.isArray(scanner?.result)
    ? `${listed.length} vulnerabilities`
    : 'scanned for vulnerabilities';
  yield { kind: 'practice', aspect: 'patch', output: 'test', automation: 'semi', note };
}
