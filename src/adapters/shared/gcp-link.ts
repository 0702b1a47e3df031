import { accountKey, cloudKey, type Key } from '../../records/key.ts';

/** What a self link or a full resource name of Google Cloud says. */
export interface GcpLink {
  /** Full resource name as Cloud Asset Inventory has it, then the link itself. */
  keys: readonly Key[];
  project: Key;
  /** Last part, which is the name of the resource. */
  name: string;
  /** Region, also of a zone. */
  region?: string;
}

const LINK =
  /^(?:https:)?\/\/([a-z]+)(?![a-z])[\w.-]*\.googleapis\.com\/(?:([a-z]+)\/)?(?:(?:v\d\w*|alpha|beta)\/)?(projects\/[^?#\s]+)$/;

/**
 * The parts of a self link such as `https://www.googleapis.com/compute/v1/projects/p/zones/z/instances/i`.
 * Versions and host names differ between answers, so that the full resource name, which has neither, comes
 * first. Undefined where the text is no such link.
 */
export function gcpLink(text: string | undefined): GcpLink | undefined {
  const link = text?.slice(0, 1_000).trim() ?? '';
  const match = LINK.exec(link);
  if (!match) return undefined;
  const [, host = '', api, path = ''] = match;
  const service = api ?? host;
  const [, project = '', place, where = ''] = path.split('/');
  const full = `//${service === 'sql' || service === 'sqladmin' ? 'cloudsql' : service}.googleapis.com/${path}`;
  const keys = [cloudKey('gcp', full)];
  if (link !== full) keys.push(cloudKey('gcp', link));
  const region = place === 'zones' ? where.replace(/-[a-z]$/, '') : place === 'regions' ? where : undefined;
  return {
    keys,
    project: accountKey('gcp', project),
    name: path.split('/').at(-1) ?? path,
    ...(region && { region }),
  };
}
