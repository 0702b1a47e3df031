import type { Practice } from '../../records/record.ts';
import type { AspectId } from '../../records/words.ts';
import { oneLine } from '../shared/one-line.ts';
import { type Actor, actorOf } from './bots.ts';
import type { Changes } from './changes.ts';
import type { Commit } from './commit.ts';

/**
 * Aspects for which a change is only a configuration: that the pipeline, the alert rule or the scan for
 * secrets then ran, the history does not show.
 */
const DECLARED: ReadonlySet<AspectId> = new Set(['cicd', 'alerts', 'secrets']);

/** An update of a dependency in a subject: `Bump x from 1 to 2`, `chore(deps): update dependency x to v2`. */
const UPDATE = /\b(bump(s|ed)?|upgrad(e[sd]?|ing)|updat(e[sd]?|ing)|refresh|patch(es|ed)?|pin(s|ned)?)\b/i;
const OF_DEPENDENCIES =
  /\b(dep(s|endenc(y|ies))?|packages?|modules?|lock ?-?files?|vulnerabilit(y|ies)|librar(y|ies)|CVE-\d{4}-\d+|GHSA(-\w+)+)\b|\bfrom v?\d[\w.+-]* to v?\d|\bto v?\d+(\.\d+)*\b/i;
/** The project's own new version, or a change of dependencies that is no update. */
const NO_UPDATE =
  /^(\w+(\([^)]{0,60}\))?!?: ?)?(revert|release|prepare|adds?|added|removes?|removed|drops?|delete|init|initial|install|introduce|scaffold|v?\d+\.\d+|(bump|update|set)s? (the )?version|version bump|(bump|update)s? (to )?v?\d)\b|^chore\(release\)|^\[maven-release-plugin\]/i;

/**
 * What one commit on the default branch honestly shows, at most one practice an aspect. A root commit shows
 * none: in a shallow clone its paths are all there are, not what it changed.
 * @param tip what a merge brought in: the commit that its second parent is
 */
export function practicesOf(commit: Commit, changes: Changes, tip: Commit | undefined): Practice[] {
  if (commit.parents.length === 0 || changes.count === 0) return [];
  const brought = tip ?? commit;
  const actor = actorOf(brought.author);
  const base = { kind: 'practice', output: 'test', at: commit.at, reference: commit.hash } as const;
  const note = shortened(brought === commit || actor !== 'updater' ? commit.subject : brought.subject);
  const update = updateBy(actor, brought, changes);
  if (actor !== 'person' || update === 'full') {
    return update ? [{ ...base, aspect: 'patch', automation: update, note }] : [];
  }
  const practices: Practice[] = [];
  if (update) practices.push({ ...base, aspect: 'patch', automation: update, note });
  for (const aspect of changes.kinds.keys()) {
    const declared = DECLARED.has(aspect);
    practices.push({ ...base, aspect, automation: 'manual', ...(declared && { declared }), note });
  }
  return practices;
}

/** How far a machine carried out an update, or undefined where the commit shows none. */
function updateBy(actor: Actor, commit: Commit, changes: Changes): 'full' | 'semi' | 'manual' | undefined {
  const others = commit.coauthors.map(actorOf);
  if (actor === 'updater') {
    if (changes.botSettings === changes.count || /^revert\b/i.test(commit.subject)) return undefined;
    return others.includes('person') ? 'semi' : 'full';
  }
  if (changes.dependencies === 0 || NO_UPDATE.test(commit.subject)) return undefined;
  const says = UPDATE.test(commit.subject) && OF_DEPENDENCIES.test(commit.subject);
  const only = changes.dependencies === changes.count;
  if (actor === 'machine') return says && only ? 'full' : undefined;
  if (!says && !(only && changes.locks > 0)) return undefined;
  return others.includes('updater') ? 'semi' : 'manual';
}

const ADDRESS = /[\w.+%-]+@[\w-]+(\.[\w-]+)*\.[a-z]{2,}\b/gi;

/** A subject for people to read, without addresses of people. */
function shortened(subject: string): string {
  return oneLine(subject.slice(0, 500).replaceAll(ADDRESS, '(address)'));
}
