import type { Head } from '../../formats/document.ts';
import { asArray, asObject, asString, type Members, member } from '../../formats/schema.ts';

/** Where the findings of a document are. */
export interface Shape {
  /** Patterns of the findings. */
  readonly patterns: readonly string[];
  readonly first: Members | undefined;
  /** A finding was seen, and is one of Security Hub's. */
  readonly sure: boolean;
}

/** `get-findings` of the command line, SDK recordings, and the names that converters use. */
const LISTS: readonly (readonly [path: readonly string[], pattern: string])[] = [
  [['Findings'], '/Findings/*'],
  [['findings'], '/findings/*'],
  [['data', 'Findings'], '/data/Findings/*'],
  [['detail', 'findings'], '/detail/findings/*'],
];

/**
 * Finds out where the findings are: an answer, a bare array, one a line, one alone, or events of EventBridge. An
 * event that a person sent on (`Custom Action`) is no import, and not read here. Undefined where there are none.
 */
export function findingsIn(head: Head): Shape | undefined {
  const root = head.json;
  if (Array.isArray(root)) {
    const first = asObject(asArray(root)[0]);
    if (!first) return undefined;
    if (isFinding(first)) return { patterns: ['/*'], first, sure: true };
    return inside(first, '/*');
  }
  const members = asObject(root);
  if (!members) return undefined;
  if (isFinding(members)) return { patterns: [''], first: members, sure: true };
  return inside(members, '');
}

function inside(root: Members, prefix: string): Shape | undefined {
  const sort = asString(root['detail-type']);
  if (sort !== undefined && !/^Security Hub Findings - Imported/i.test(sort)) return undefined;
  for (const [path, pattern] of LISTS) {
    const list = member(root, ...path);
    if (!Array.isArray(list)) continue;
    const first = asObject(asArray(list)[0]);
    const patterns = [`${prefix}${pattern}`];
    if (first) return isFinding(first) ? { patterns, first, sure: true } : undefined;
    // The name of the list alone says little; an event says whose it is.
    if (path[0] === 'Findings' || sort !== undefined)
      return { patterns, first: undefined, sure: sort !== undefined };
  }
  return undefined;
}

/** Members that ASFF requires (AWS Security Hub user guide, "Required top-level ASFF attributes"). */
function isFinding(item: Members): boolean {
  const required = ['AwsAccountId', 'GeneratorId', 'ProductArn', 'Types', 'Resources'];
  const has = required.filter((name) => name in item).length;
  // A long finding may end behind the head.
  return 'SchemaVersion' in item ? 'ProductArn' in item || has >= 2 : has >= 4;
}
