import { asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readCyclonedx } from './read.ts';

export const adapter: Adapter = {
  id: 'cyclonedx',
  about,
  title: 'CycloneDX bill of materials (JSON and XML)',
  aspects: ['patch'],
  detect({ json, xml }) {
    if (xml?.local === 'bom' && xml.namespace.startsWith('http://cyclonedx.org/schema/bom/')) return CERTAIN;
    const root = asObject(json);
    // What assessors declare beside it is for the adapter of CycloneDX Attestations, which reads the bill too.
    return root?.['bomFormat'] === 'CycloneDX' && !asObject(root['declarations']) ? CERTAIN : 0;
  },
  read: readCyclonedx,
};
