import type { Head } from '../../formats/document.ts';
import { asArray, asObject, type Members, member } from '../../formats/schema.ts';

/** An export of one project's findings (FPF), an API's answer with findings, one with projects. */
export interface Shape {
  readonly sort: 'export' | 'findings' | 'projects';
  /** JSON Pointer of the rows, with `*`. */
  readonly pattern: string;
  readonly first: Members | undefined;
}

/** Which of Dependency-Track's answers a document is; undefined where it is none. */
export function shapeOf({ json }: Head): Shape | undefined {
  const root = asObject(json);
  if (member(root, 'meta', 'application') === 'Dependency-Track') {
    // Nothing found is an empty list, `null`, or no member at all.
    return { sort: 'export', pattern: '/findings/*', first: asObject(asArray(root?.findings)[0]) };
  }
  const first = root ?? asObject(asArray(json)[0]);
  const pattern = root ? '' : '/*';
  if (!first) return undefined;
  if ('matrix' in first && asObject(first.component) && asObject(first.vulnerability))
    return { sort: 'findings', pattern, first };
  return isProject(first) ? { sort: 'projects', pattern, first } : undefined;
}

function isProject(item: Members): boolean {
  const scored =
    'lastInheritedRiskScore' in item || member(item, 'metrics', 'inheritedRiskScore') !== undefined;
  return 'uuid' in item && 'name' in item && (scored || ('classifier' in item && 'lastBomImport' in item));
}
