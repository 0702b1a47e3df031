import { type Adapter, CERTAIN } from '../adapter.ts';
import { type Listing, listingCertainty, listingOf } from '../shared/listing.ts';
import { about } from './about.ts';
import { readTrufflehog } from './read.ts';

/** Rows of TruffleHog 3, of TruffleHog 2, and of truffleHog3. */
const FOUND = [
  ['SourceMetadata', 'DetectorType'],
  ['SourceMetadata', 'DetectorName'],
  ['reason', 'path', 'commitHash'],
  ['reason', 'path', 'stringsFound'],
  ['rule.id', 'path', 'line', 'context'],
];
/** Lines of a log, TruffleHog's own where its name stands in them. */
const LOG = ['logger', 'msg', 'level', 'ts'];

function anywhere(members: readonly string[]): Listing[] {
  return [
    { pattern: '/*', members },
    { pattern: '', members },
  ];
}

export const adapter: Adapter = {
  id: 'trufflehog',
  about,
  title: 'TruffleHog reports (JSON, NDJSON)',
  aspects: ['secrets'],
  detect(head) {
    if (/"logger":\s*"trufflehog"/.test(head.text) && listingOf(head, anywhere(LOG))) return CERTAIN;
    return listingCertainty(head, FOUND.flatMap(anywhere));
  },
  read: readTrufflehog,
};
