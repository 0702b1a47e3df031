import { asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { readCyclonedx } from './read.ts';

export const adapter: Adapter = {
  id: 'cyclonedx',
  title: 'CycloneDX bill of materials (JSON)',
  aspects: ['patch'],
  detect: ({ json }) => (asObject(json)?.['bomFormat'] === 'CycloneDX' ? CERTAIN : 0),
  read: readCyclonedx,
};
