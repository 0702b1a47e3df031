import { FIELDS, type Field } from '../adapters/csvmap/fields.ts';
import { PATTERNS } from '../adapters/csvmap/suggest.ts';
import { RECORD_KINDS, RESOURCE_TYPES } from '../records/record.ts';
import { ASPECTS, SEVERITIES } from '../records/words.ts';

/** What a map can say of each kind of record, for whoever lets people choose. */
export function mapFields() {
  return {
    kinds: RECORD_KINDS.map((kind) => ({
      kind,
      fields: Object.entries(FIELDS[kind]).map(([name, field]) => ({
        name,
        required: field.required === true,
        help: field.help,
        time: field.sort === 'instant',
        words: wordsOf(field),
      })),
    })),
    formats: ['epoch-seconds', 'epoch-milliseconds', ...PATTERNS],
  };
}

function wordsOf({ sort }: Field): string[] | null {
  if (typeof sort === 'object') return [...sort];
  switch (sort) {
    case 'aspects':
      return [...ASPECTS];
    case 'severity':
      return [...SEVERITIES];
    case 'status':
      return ['pass', 'fail', 'skipped', 'error'];
    case 'flag':
      return ['yes', 'no'];
    case 'resource-type':
      return [...RESOURCE_TYPES];
    default:
      return null;
  }
}
