import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asBoolean, asInstant, asObject, asString } from '../../formats/schema.ts';
import type { Envelope, Reading } from '../../records/record.ts';
import { secretFinding, secretScan } from '../shared/secret-finding.ts';

/**
 * A baseline, or what `detect-secrets scan` prints (Yelp/detect-secrets, and IBM's fork). The time and the
 * version may stand at the end, so the document is read twice. `hashed_secret` is never read.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readDetectSecrets(document: Document): AsyncGenerator<Reading> {
  yield await envelopeOf(document);
  let found = 0;
  for await (const { pointer, value } of streamJson(document, ['/results/*/*'])) {
    const secret = asObject(value);
    const type = asString(secret?.type);
    if (!secret || !type) {
      yield { kind: 'problem', where: pointer, why: 'Expected a secret with its type.' };
      continue;
    }
    const isNone = asBoolean(secret.is_secret) === false;
    if (!isNone) found += 1;
    yield secretFinding({
      rule: type,
      file: asString(secret.filename) ?? fileOf(pointer),
      valid: asBoolean(secret.is_verified) === true && !isNone,
      status: isNone ? 'skipped' : 'fail',
    });
  }
  yield secretScan(found);
}

async function envelopeOf(document: Document): Promise<Envelope> {
  let version: string | undefined;
  let at: number | undefined;
  for await (const { pattern, value } of streamJson(document, ['/version', '/generated_at'])) {
    if (pattern === '/version') version = asString(value);
    else at = asInstant(value);
  }
  return {
    kind: 'envelope',
    tool: { name: 'detect-secrets', ...(version && { version }) },
    complete: true,
    ...(at !== undefined && { at }),
  };
}

/** Version 0 names the file only as the member that holds its secrets: the step before the last. */
function fileOf(pointer: string): string | undefined {
  return pointer.split('/').at(-2)?.replaceAll('~1', '/').replaceAll('~0', '~');
}
