/** What the first line begins with; the number grows whenever the lines below change. */
export const GIT_LOG_SIGNATURE = 'assay-git-log 1 ';

/** Begins each commit. Git quotes control characters in paths, so no other line can begin with it. */
export const RECORD = '\u001e';
/** Stands between the fields of a commit. */
export const FIELD = '\u001f';
/** Stands between values of one field. */
export const VALUE = '\u001d';

/** The fields of a commit, in order. Trailers and the subject, which anyone can fill, come last. */
const FIELDS = ['%H', '%P', '%ct', '%an', '%ae', '%cn', '%ce'];
const COAUTHORS = '%(trailers:key=Co-authored-by,valueonly,unfold,separator=%x1d)';

/** How many fields each commit has. */
export const FIELD_COUNT = FIELDS.length + 2;

/**
 * What follows `git log` so that this adapter can read the answer: every commit that the checked-out one
 * contains, children before parents, each with the paths that it changed (a merge: against its first parent).
 * Whatever a user's or repository's configuration could change is set here. Needs git 2.31 (March 2021).
 * Source: git-log(1), PRETTY FORMATS and DIFF FORMATTING.
 */
export const GIT_LOG_ARGUMENTS: readonly string[] = [
  '--topo-order',
  '--diff-merges=first-parent',
  '--name-only',
  '--no-renames',
  '--no-relative',
  '--no-ext-diff',
  '--no-textconv',
  '--no-color',
  '--no-mailmap',
  '--no-notes',
  '--no-show-signature',
  '--encoding=UTF-8',
  `--format=format:%x1e${[...FIELDS, COAUTHORS, '%s'].join('%x1f')}`,
];

/**
 * The line that goes before git's answer, without its end.
 * @param repository address (`github.com/owner/name`, any spelling) or, where there is none, a name
 * @param head full hash of the commit that is checked out
 */
export function gitLogHeader(repository: string, head: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a folder's name can hold them, a header cannot
  return `${GIT_LOG_SIGNATURE}${repository.replaceAll(/[\u0000-\u001f\u007f]/g, ' ').trim()} ${head}`;
}
