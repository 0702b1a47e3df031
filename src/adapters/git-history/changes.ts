import { kindOf, type PathKind } from './paths.ts';

/** What the paths of one commit come to; of fixed size, however many paths there are. */
export interface Changes {
  count: number;
  /** Paths that say which versions of other people's code are used. */
  dependencies: number;
  /** Of those, the ones that only tools write. */
  locks: number;
  /** Settings of a dependency bot itself. */
  botSettings: number;
  /** Other kinds, with the first path of each. */
  kinds: Map<Exclude<PathKind, 'dependency' | 'lock'>, string>;
}

const BOT_SETTINGS =
  /(^|\/)(renovate\.json5?|\.renovaterc(\.json5?)?|dependabot\.ya?ml|\.snyk|\.pyup\.ya?ml|\.scala-steward\.conf|\.whitesource|\.mend)$/;

export function noChanges(): Changes {
  return { count: 0, dependencies: 0, locks: 0, botSettings: 0, kinds: new Map() };
}

/** Counts one changed path in. */
export function addPath(changes: Changes, path: string): void {
  changes.count += 1;
  if (BOT_SETTINGS.test(path)) changes.botSettings += 1;
  const kind = kindOf(path);
  if (kind === undefined) return;
  if (kind !== 'lock' && kind !== 'dependency') {
    if (!changes.kinds.has(kind)) changes.kinds.set(kind, path);
    return;
  }
  changes.dependencies += 1;
  if (kind === 'lock') changes.locks += 1;
}
