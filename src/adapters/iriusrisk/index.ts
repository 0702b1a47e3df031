import type { Head } from '../../formats/document.ts';
import { type Adapter, CERTAIN, type Certainty } from '../adapter.ts';
import { listingOf } from '../shared/listing.ts';
import { about } from './about.ts';
import { columnsOf, csvSort } from './csv.ts';
import { LISTINGS } from './json.ts';
import { readIriusRisk } from './read.ts';

function certainty(head: Head): Certainty {
  const columns = columnsOf(head);
  if (columns) return csvSort(columns) ? CERTAIN : 0;
  return listingOf(head, LISTINGS) ? CERTAIN : 0;
}

export const adapter: Adapter = {
  id: 'iriusrisk',
  about,
  title: 'IriusRisk threats and countermeasures',
  aspects: ['threat-modeling'],
  detect: certainty,
  read: readIriusRisk,
};
