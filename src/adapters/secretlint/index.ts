import { asArray, asObject, asString, type Members } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, LIKELY } from '../adapter.ts';
import { objectsOf } from '../shared/products.ts';
import { about } from './about.ts';
import { readSecretlint } from './read.ts';

export const adapter: Adapter = {
  id: 'secretlint',
  about,
  title: 'secretlint report (JSON)',
  aspects: ['secrets'],
  detect({ json }) {
    const files = objectsOf(json).filter((file) => 'filePath' in file && Array.isArray(file.messages));
    // ESLint and textlint write lists of files with messages too, with counts or rules of their own.
    if (files.length === 0 || files.some((file) => 'errorCount' in file)) return 0;
    if (files.some((file) => 'sourceContentType' in file || asArray(file.messages).some(isOwn)))
      return CERTAIN;
    return files.some((file) => asArray(file.messages).length > 0) ? 0 : LIKELY;
  },
  read: readSecretlint,
};

function isOwn(message: unknown): boolean {
  const own: Members = asObject(message) ?? {};
  return (
    /secretlint/.test(asString(own.ruleId) ?? asString(own.ruleParentId) ?? '') ||
    ('messageId' in own && 'severity' in own && 'range' in own)
  );
}
