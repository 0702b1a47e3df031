import { asObject, asString } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { answerOf, firstElement } from '../shared/elements.ts';
import { about } from './about.ts';
import { LISTS, readGcpBackups } from './read.ts';

/** What the Cloud SQL Admin API calls its answers and their elements. */
const KIND = /^sql#(backupRun|backup|operation|instance)(s?List)?$/;

export const adapter: Adapter = {
  id: 'gcp-backups',
  about,
  title: 'Google Cloud SQL backups',
  aspects: ['backup'],
  detect(head) {
    const answer = asString(asObject(answerOf(head))?.kind);
    const first = asString(firstElement(head, LISTS)?.kind);
    return KIND.test(answer ?? '') || KIND.test(first ?? '') ? CERTAIN : 0;
  },
  read: readGcpBackups,
};
