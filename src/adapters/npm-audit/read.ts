import type { Document } from '../../formats/document.ts';
import {
  asArray,
  asNumber,
  asObject,
  asString,
  asStrings,
  asText,
  type Members,
  member,
} from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { listed } from '../shared/listing.ts';
import { scanPractice } from '../shared/scan-practice.ts';
import { vulnerability } from '../shared/vulnerability.ts';

/**
 * Advisories of an audit: npm 6 and pnpm (`advisories`), npm 7 and later (`vulnerabilities`, where `via` holds the
 * advisories themselves or names of packages that pull them in), yarn (one line each). The report names no time
 * and no repository.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readNpmAudit(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'npm audit' }, complete: true };
  let count = 0;
  const patterns =
    document.head.shape === 'ndjson' || Array.isArray(document.head.json)
      ? ['/*']
      : ['/advisories/*', '/vulnerabilities/*'];
  for await (const { pattern, pointer, item } of listed(document, patterns)) {
    if (!item) {
      yield { kind: 'problem', where: pointer, why: 'Expected an object.' };
      continue;
    }
    if (pattern === '/*' && item.type !== 'auditAdvisory') continue;
    const found =
      pattern === '/vulnerabilities/*'
        ? current(item)
        : [older(asObject(member(item, 'data', 'advisory')) ?? item)];
    for (const reading of found) {
      if (reading) {
        count += 1;
        yield reading;
      } else
        yield {
          kind: 'problem',
          where: pointer,
          why: 'Expected an advisory with an id, or a package that has one.',
        };
    }
  }
  yield scanPractice('patch', count, 'vulnerable packages');
}

/** npm 7 and later: a package is vulnerable by itself, or because of what it depends on. */
function current(item: Members): (Reading | undefined)[] {
  const name = asString(item.name) ?? '';
  const own = asArray(item.via).flatMap((via): Members[] => (asObject(via) ? [asObject(via) ?? {}] : []));
  const fixed = asString(member(item.fixAvailable, 'version'));
  const within = {
    package: { name },
    fixed: fixed && `${asString(member(item.fixAvailable, 'name')) ?? name} ${fixed}`,
  };
  if (own.length === 0) {
    const via = asStrings(item.via).join(', ');
    const title = `Depends on vulnerable versions of ${via}`;
    return [
      vulnerability({
        ids: via ? [`depends-on-vulnerable:${name}`] : [],
        title,
        severity: asString(item.severity),
        ...within,
      }),
    ];
  }
  return own.map((via) =>
    vulnerability({
      ids: [idOf(asString(via.url)), asText(via.source)].filter((id) => id !== undefined),
      title: asString(via.title),
      severity: asString(via.severity),
      score: asNumber(member(via.cvss, 'score')),
      ...within,
    }),
  );
}

/** npm 6, pnpm and yarn. */
function older(item: Members): Reading | undefined {
  const version = asString(member(asArray(item.findings)[0], 'version'));
  return vulnerability({
    ids: [
      ...asStrings(item.cves),
      asString(item.github_advisory_id),
      idOf(asString(item.url)),
      asText(item.id),
    ].filter((id) => id !== undefined),
    title: asString(item.title),
    severity: asString(item.severity),
    score: asNumber(member(item.cvss, 'score')),
    package: { name: asString(item.module_name) ?? '', ...(version && { version }) },
    fixed: asString(item.patched_versions),
  });
}

function idOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : /GHSA(-[0-9a-z]{4}){3}/i.exec(url)?.[0];
}
