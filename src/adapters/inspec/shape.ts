import { asArray, asObject, asString, type Members, member } from '../../formats/schema.ts';

/** A report of `json`, `json-automate`, HDF, or of a node in Chef Automate: profiles with controls. */
export function isReport(root: Members): boolean {
  const profile = asObject(asArray(root.profiles)[0]);
  if (!profile || asString(profile.name) === undefined) return false;
  if (!Array.isArray(profile.controls) && !('sha256' in profile)) return false;
  return ['platform', 'statistics', 'node_name', 'node_uuid', 'node_id'].some((name) => name in root);
}

/** A report of `json-min`: a flat list of what each test said. */
export function isMinimal(root: Members): boolean {
  const first = asObject(asArray(root.controls)[0]);
  return first !== undefined && 'profile_id' in first && 'status' in first;
}

/** One control a line, as the data collectors of logs write it. */
export function isLine(item: Members): boolean {
  return (
    Array.isArray(item.results) &&
    asObject(item.profile) !== undefined &&
    'impact' in item &&
    asString(item.id) !== undefined &&
    member(asArray(item.results)[0] ?? { status: '' }, 'status') !== undefined
  );
}
