import { asInstant, asObject, asString } from '../../formats/schema.ts';
import { cloudKey } from '../../records/key.ts';
import { awsTags } from '../shared/aws-answer.ts';
import { ownerOf } from '../shared/owner.ts';
import type { Store } from './store.ts';

/** `https://NAME.vault.azure.net/secrets/SECRET` (Azure Key Vault), with `/VERSION` where it is one. */
const ID =
  /^https:\/\/([a-z0-9-]+)\.(?:vault\.[a-z.]+|managedhsm\.[a-z.]+)(?::\d+)?\/secrets\/([^/]+)(?:\/([^/]+))?$/i;

/** `az keyvault secret list` and `list-versions`, and the REST API (Azure Key Vault, "Get Secrets"). */
export const azure: Store = {
  tool: 'Azure Key Vault',
  wrappers: ['value'],
  knows: (row) => ID.test(asString(row.id) ?? '') && asObject(row.attributes) !== undefined,
  read(row) {
    const [, vault, name, version] = ID.exec(asString(row.id) ?? '') ?? [];
    const attributes = asObject(row.attributes);
    if (!vault || !name || !attributes) return undefined;
    const tags = awsTags(row.tags);
    const owner = ownerOf(tags);
    const set = time(attributes.created);
    return {
      secret: {
        kind: 'resource',
        type: 'secret',
        keys: [cloudKey('azure', `https://${vault}.vault.azure.net/secrets/${name}`)],
        name,
        ...(owner && { owner }),
        ...(tags && { tags }),
      },
      versionSet: version ? set : undefined,
      // Versions of the past may well have none.
      expires: version ? undefined : (attributes.expires ?? attributes.exp ?? null) !== null,
    };
  },
};

/** The command line writes ISO 8601, the API seconds since 1970. */
function time(value: unknown) {
  return asInstant(value, 'seconds');
}
