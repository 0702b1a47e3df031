import type { Head } from '../../formats/document.ts';
import { asObject, asString } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, type Certainty, POSSIBLE } from '../adapter.ts';
import { about } from './about.ts';
import { looksLikeCodeowners } from './lines.ts';
import { readCodeowners } from './read.ts';

const NAME = /^CODEOWNERS$/i;

function certainty(head: Head): Certainty {
  if (head.shape === 'json') {
    const root = asObject(head.json);
    // GitHub's answer about one file of a repository.
    const named = NAME.test(asString(root?.['name']) ?? '');
    return named && 'encoding' in (root ?? {}) ? CERTAIN : 0;
  }
  if (head.shape === 'xml' || head.shape === 'ndjson' || head.shape === 'binary') return 0;
  if (NAME.test(head.name)) return CERTAIN;
  return looksLikeCodeowners(head.text, head.whole) ? POSSIBLE : 0;
}

export const adapter: Adapter = {
  id: 'codeowners',
  about,
  title: 'CODEOWNERS of GitHub, GitLab or Bitbucket',
  aspects: ['threat-modeling'],
  detect: certainty,
  read: readCodeowners,
};
