import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readPackerManifest } from './read.ts';

export const adapter: Adapter = {
  id: 'packer-manifest',
  about,
  title: 'Packer manifest',
  aspects: ['patch'],
  detect(head) {
    const build = asObject(asArray(asObject(head.json)?.builds)[0]);
    return build && 'artifact_id' in build && 'packer_run_uuid' in build ? CERTAIN : 0;
  },
  read: readPackerManifest,
};
