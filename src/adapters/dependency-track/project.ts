import { asArray, asString, type Members, member } from '../../formats/schema.ts';
import { otherKey, repositoryKey } from '../../records/key.ts';
import type { ResourceRef, ResourceType } from '../../records/record.ts';
import { imageRef } from '../shared/image.ts';
import { productRef } from '../shared/purl.ts';
import { withoutUser } from '../shared/remote.ts';

const TYPES: Readonly<Record<string, ResourceType>> = {
  CONTAINER: 'image',
  OPERATING_SYSTEM: 'other',
  DEVICE: 'other',
  FIRMWARE: 'other',
  FILE: 'other',
  DATA: 'other',
};

/**
 * A project: an image where it is called a container, else software, by its repository or package URL where it
 * has one. Dependency-Track's own id tells versions apart, so that it comes last.
 */
export function projectRef(project: Members): ResourceRef | undefined {
  const uuid = asString(project.uuid);
  const name = asString(project.name);
  const version = asString(project.version);
  const purl = asString(project.purl);
  const classifier = asString(project.classifier) ?? '';
  const vcs = asArray(project.externalReferences).find((each) => member(each, 'type') === 'vcs');
  const address = asString(member(vcs, 'url'));
  const product = purl ? productRef(purl) : undefined;
  const image =
    classifier === 'CONTAINER' && name && !product
      ? imageRef(version && !name.includes('@') ? reference(name, version) : name)
      : undefined;
  const keys = new Set([
    ...(address ? [repositoryKey(withoutUser(address))] : []),
    ...(product?.keys ?? image?.keys ?? []),
    ...(uuid ? [otherKey('dependency-track', uuid.toLowerCase())] : []),
  ]);
  if (keys.size === 0) return undefined;
  const named = Object.hasOwn(TYPES, classifier) ? TYPES[classifier] : undefined;
  return {
    type: product?.type ?? named ?? 'repository',
    keys: [...keys],
    ...(name && { name: version ? `${name} ${version}` : name }),
  };
}

function reference(name: string, version: string): string {
  return version.startsWith('sha256:') ? `${name}@${version}` : `${name}:${version}`;
}
