import { asInstant, asObject, asString } from '../../formats/schema.ts';
import { accountKey, cloudKey } from '../../records/key.ts';
import { awsTags } from '../shared/aws-answer.ts';
import { ownerOf } from '../shared/owner.ts';
import type { Store } from './store.ts';

const NAME = /^projects\/([^/]+)\/(?:locations\/[^/]+\/)?secrets\/([^/]+)(?:\/versions\/([^/]+))?$/;

/** `gcloud secrets list`, `gcloud secrets versions list` (Secret Manager API, "Secret", "SecretVersion"). */
export const gcp: Store = {
  tool: 'Google Secret Manager',
  wrappers: ['secrets', 'versions'],
  knows: (row) => NAME.test(asString(row.name) ?? '') && 'createTime' in row,
  read(row) {
    const full = asString(row.name) ?? '';
    const [, project, name, version] = NAME.exec(full) ?? [];
    if (!project || !name) return undefined;
    const tags = awsTags(row.labels);
    const owner = ownerOf(tags);
    const secret = {
      kind: 'resource',
      type: 'secret',
      keys: [cloudKey('gcp', `//secretmanager.googleapis.com/${full.replace(/\/versions\/.*$/s, '')}`)],
      name,
      account: accountKey('gcp', project),
      ...(owner && { owner }),
      ...(tags && { tags }),
    } as const;
    if (version) return { secret, versionSet: asInstant(row.createTime) };
    return {
      secret,
      rotates: asString(asObject(row.rotation)?.rotationPeriod) !== undefined,
    };
  },
};
