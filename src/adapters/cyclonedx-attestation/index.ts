import { asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readDeclarations } from './read.ts';

export const adapter: Adapter = {
  id: 'cyclonedx-attestation',
  about,
  title: 'CycloneDX Attestations (CDXA)',
  aspects: ['configuration', 'patch'],
  byHand: true,
  detect({ json }) {
    const root = asObject(json);
    return root?.bomFormat === 'CycloneDX' && asObject(root.declarations) ? CERTAIN : 0;
  },
  read: readDeclarations,
};
