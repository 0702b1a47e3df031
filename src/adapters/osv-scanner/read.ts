import type { Document } from '../../formats/document.ts';
import {
  asArray,
  asNumber,
  asObject,
  asString,
  asStrings,
  type Members,
  member,
} from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { listed } from '../shared/listing.ts';
import { scanPractice } from '../shared/scan-practice.ts';
import { vulnerability } from '../shared/vulnerability.ts';

/**
 * Vulnerabilities of packages (OSV-Scanner documentation, "Output"; OSV schema): each group of aliases is one.
 * The report names no time; the path of a source is the scanned file's on the machine that scanned.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readOsvScanner(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'OSV-Scanner' }, complete: true };
  let count = 0;
  for await (const { pointer, item } of listed(document, ['/results/*/packages/*'])) {
    const held = asObject(item?.package);
    const name = asString(held?.name);
    if (!item || !name) {
      yield { kind: 'problem', where: pointer, why: 'Expected a package with a name.' };
      continue;
    }
    const version = asString(held?.version);
    yield { kind: 'component', name, ...(version && { version }) };
    const groups = asArray(item.groups).map(
      (group) => new Set([...asStrings(member(group, 'ids')), ...asStrings(member(group, 'aliases'))]),
    );
    const told = new Set<Set<string>>();
    for (const each of asArray(item.vulnerabilities)) {
      const found = asObject(each) ?? {};
      const id = asString(found.id);
      const group = groups.find((ids) => id !== undefined && ids.has(id));
      // Advisories of one group are the same vulnerability under several names.
      if (group && told.has(group)) continue;
      if (group) told.add(group);
      const reading = vulnerability({
        ids: [...(id ? [id] : []), ...asStrings(found.aliases), ...(group ?? [])],
        title: asString(found.summary),
        severity: asString(member(found.database_specific, 'severity')),
        score: scoreOf(item.groups, id),
        package: { name, version },
        fixed: fixedIn(found),
      });
      if (!reading) {
        yield { kind: 'problem', where: pointer, why: 'Expected a vulnerability with an id.' };
        continue;
      }
      count += 1;
      yield reading;
    }
  }
  yield scanPractice('patch', count, 'vulnerabilities');
}

function scoreOf(groups: unknown, id: string | undefined): number | undefined {
  const group = asArray(groups).find(
    (each) => id !== undefined && asStrings(member(each, 'ids')).includes(id),
  );
  return asNumber(member(group, 'max_severity'));
}

function fixedIn(found: Members): string | undefined {
  for (const affected of asArray(found.affected)) {
    for (const range of asArray(member(affected, 'ranges'))) {
      for (const event of asArray(member(range, 'events'))) {
        const fixed = asString(member(event, 'fixed'));
        if (fixed) return fixed;
      }
    }
  }
  return undefined;
}
