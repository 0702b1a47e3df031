import type { Key } from '../records/key.ts';
import { wildcard } from '../records/wildcard.ts';
import type { AttributionRow } from '../store/rows.ts';

/** Says which system a record belongs to, from the names it goes by. */
export interface Attribution {
  /** The system's id, or undefined where no rule matches. */
  systemOf(names: readonly string[]): string | undefined;
}

/**
 * Attribution by rules, first match by order. A pattern is matched against each name of a record: its keys,
 * its account's key, its tags as `tag:NAME=VALUE`, and the document's path as `path:PATH`.
 * `*` matches any run of characters; everything else is literal; letter case does not matter.
 */
export function attribution(rules: readonly AttributionRow[]): Attribution {
  const ordered = [...rules].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
  const tests = ordered.map((rule) => ({
    system: rule.system,
    matches: wildcard(rule.pattern.toLowerCase()),
  }));
  return {
    systemOf(names) {
      for (const test of tests) {
        for (const name of names) if (test.matches(name.toLowerCase())) return test.system;
      }
      return undefined;
    },
  };
}

/** The names of a record by which a rule may know it. */
export function namesOf(
  path: string,
  keys: readonly Key[] = [],
  account?: Key,
  tags?: Readonly<Record<string, string>>,
): string[] {
  const names: string[] = [...keys];
  if (account) names.push(account);
  if (tags) for (const [name, value] of Object.entries(tags)) names.push(`tag:${name}=${value}`);
  names.push(`path:${path}`);
  return names;
}
