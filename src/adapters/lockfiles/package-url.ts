import { soundText } from '../../formats/json-value.ts';

/**
 * The package URL of a package from its ecosystem's registry (purl-spec): names as the type's own rules write
 * them, each part encoded.
 * @param type e.g. `npm`; a Maven name is `group:artifact`
 */
export function packageUrl(type: string, name: string, version: string): string {
  const path = (type === 'maven' ? name.replace(':', '/') : nameFor(type, name))
    .split('/')
    .map((part) => encodeURIComponent(soundText(part)))
    .join('/');
  return `pkg:${type}/${path}@${encodeURIComponent(soundText(version))}`;
}

function nameFor(type: string, name: string): string {
  if (type === 'pypi') return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
  return type === 'composer' ? name.toLowerCase() : name;
}
