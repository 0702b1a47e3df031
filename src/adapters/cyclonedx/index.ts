import { asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readCyclonedx } from './read.ts';

export const adapter: Adapter = {
  id: 'cyclonedx',
  about,
  title: 'CycloneDX bill of materials (JSON)',
  aspects: ['patch'],
  detect: ({ json }) => (asObject(json)?.['bomFormat'] === 'CycloneDX' ? CERTAIN : 0),
  read: readCyclonedx,
};
