import { imageKey, otherKey, repositoryKey } from '../../records/key.ts';
import type { ResourceRef } from '../../records/record.ts';

const HOSTS: ReadonlyMap<string, string> = new Map([
  ['github', 'github.com'],
  ['gitlab', 'gitlab.com'],
  ['bitbucket', 'bitbucket.org'],
]);

/**
 * The thing that a product's package URL or other identifier names (purl-spec): an image by its digest or
 * reference, a repository by its address, else the package without its version.
 */
export function productRef(id: string): ResourceRef | undefined {
  const text = id.trim();
  if (text === '' || text.length > 1_000) return undefined;
  const match = /^pkg:([a-z0-9.+-]+)\/([^?#]+)(?:\?([^#]*))?/i.exec(text);
  if (!match) {
    if (/sha256:[0-9a-f]{64}/i.test(text)) return { type: 'image', keys: [imageKey(text)], name: text };
    const isAddress = /^(git\+)?https?:\/\/[\w.-]+\/[\w.~-]+\/[\w.~-]+/.test(text);
    const bare = text.replace(/[?#].*$/s, '');
    return isAddress
      ? { type: 'repository', keys: [repositoryKey(bare)], name: bare }
      : { type: 'other', keys: [otherKey('product', bare)], name: bare };
  }
  const [, type = '', path = '', query = ''] = match;
  const sort = type.toLowerCase();
  const whole = decoded(path);
  const name = whole.replace(/@[^@/]*$/, '');
  const version = /@([^@/]*)$/.exec(whole)?.[1] ?? '';
  if (sort === 'oci' || sort === 'docker') {
    const repository = decoded(/(?:^|&)repository_url=([^&]*)/.exec(query)?.[1] ?? name);
    const tag = decoded(/(?:^|&)tag=([^&]*)/.exec(query)?.[1] ?? version);
    const reference = version.startsWith('sha256:')
      ? `${repository}@${version}`
      : `${repository}${tag && `:${tag}`}`;
    return { type: 'image', keys: [imageKey(reference)], name: reference };
  }
  const host = HOSTS.get(sort);
  if (host) return { type: 'repository', keys: [repositoryKey(`${host}/${name}`)], name: `${host}/${name}` };
  // Under this key a bill of materials knows the same package.
  return {
    type: 'repository',
    keys: [otherKey('purl', `pkg:${type}/${path.replace(/@[^@/]*$/, '')}`)],
    name,
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
