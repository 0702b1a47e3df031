import type { Document } from '../../formats/document.ts';
import { asArray, asObject, asString } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { listed } from '../shared/listing.ts';
import { secretFinding, secretScan } from '../shared/secret-finding.ts';

/** secretlint's words, on our scale: all that it reports is a secret, unless it only informs. */
const SEVERITIES = { error: 'high', warning: 'medium', info: 'info' } as const;

/**
 * One element a file (secretlint, `--format json`). Messages quote what they found, so `message`, `data` and
 * `sourceContent` are never read.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readSecretlint(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'secretlint' }, complete: true };
  let found = 0;
  for await (const { pointer, item } of listed(document, ['/*'])) {
    const file = asString(item?.filePath);
    if (!item || !file) {
      yield { kind: 'problem', where: pointer, why: 'Expected a file with its `filePath`.' };
      continue;
    }
    for (const [index, element] of asArray(item.messages).entries()) {
      const message = asObject(element);
      const rule = asString(message?.ruleId);
      if (!rule) {
        yield { kind: 'problem', where: `${pointer}/messages/${index}`, why: 'Expected a `ruleId`.' };
        continue;
      }
      const kind = asString(message?.messageId);
      const word = asString(message?.severity);
      found += 1;
      yield secretFinding({
        rule: kind ? `${rule}/${kind}` : rule,
        file,
        severity: word === 'warning' || word === 'info' ? SEVERITIES[word] : SEVERITIES.error,
        toolSeverity: word,
      });
    }
  }
  yield secretScan(found);
}
