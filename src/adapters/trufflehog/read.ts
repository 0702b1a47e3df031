import type { Document } from '../../formats/document.ts';
import { asBoolean, asInstant, asObject, asString, type Members } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { listed } from '../shared/listing.ts';
import { secretFinding, secretScan } from '../shared/secret-finding.ts';
import { severityOf } from '../shared/severity.ts';

/**
 * TruffleHog 3 (`--json`, with or without its log), TruffleHog 2 (`--json`) and the fork truffleHog3. What was
 * found (`Raw`, `RawV2`, `Redacted`, `StructuredData`, `stringsFound`, `printDiff`, `diff`, `secret`,
 * `context`) is never read.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readTrufflehog(document: Document): AsyncGenerator<Reading> {
  const one = document.head.shape === 'json' && !Array.isArray(document.head.json);
  const version = /"trufflehog_version":\s*"([\w.+-]{1,40})"/.exec(document.head.text)?.[1];
  yield { kind: 'envelope', tool: { name: 'TruffleHog', ...(version && { version }) }, complete: true };
  let found = 0;
  let ended: Reading | undefined;
  let logged = false;
  for await (const { pointer, item } of listed(document, [one ? '' : '/*'])) {
    if (item && 'logger' in item) {
      logged = true;
      if (item.msg === 'finished scanning') {
        const at = asInstant(item.ts);
        ended = { ...secretScan(found), ...(at !== undefined && { at }) };
      }
      continue;
    }
    const finding = item && (version3(item) ?? version2(item) ?? fork(item));
    if (!finding) {
      yield { kind: 'problem', where: pointer, why: 'Expected a secret with its detector.' };
      continue;
    }
    found += 1;
    yield finding;
  }
  if (logged && !ended) {
    const title = 'TruffleHog did not come to its end';
    yield { kind: 'event', type: 'failed-run', aspect: 'secrets', title };
  } else yield ended ?? secretScan(found);
}

function version3(item: Members): Reading | undefined {
  const detector = asString(item.DetectorName);
  if (!detector) return undefined;
  // One member, named by the kind of source: Git, Github, Filesystem, S3, Docker ...
  const source = asObject(Object.values(asObject(asObject(item.SourceMetadata)?.Data) ?? {})[0]);
  return secretFinding({
    rule: detector,
    title: asString(item.DetectorDescription),
    file: asString(source?.file) ?? asString(source?.link),
    commit: asString(source?.commit),
    repository: asString(source?.repository),
    valid: asBoolean(item.Verified) === true,
  });
}

function version2(item: Members): Reading | undefined {
  const reason = asString(item.reason);
  if (!reason) return undefined;
  return secretFinding({ rule: reason, file: asString(item.path), commit: asString(item.commitHash) });
}

function fork(item: Members): Reading | undefined {
  const rule = asObject(item.rule);
  const id = asString(rule?.id);
  if (!id) return undefined;
  const word = asString(rule?.severity);
  return secretFinding({
    rule: id,
    title: asString(rule?.message),
    file: asString(item.path),
    commit: asString(item.commit),
    severity: severityOf(word),
    toolSeverity: word,
  });
}
