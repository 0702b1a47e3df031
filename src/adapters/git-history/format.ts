/** First line of what `scan` hands over; the adapter knows it by this. */
const MARK = 'assay-git-log 1';

/**
 * Arguments for `git log`, first parents only: what reached this branch, and when. Each commit is one line of
 * fields between \x1f, after \x1e; the names of the files it changed follow, one a line.
 */
export const GIT_LOG_ARGUMENTS = [
  '--first-parent',
  '-m',
  '--no-renames',
  '--name-only',
  '--no-color',
  '--encoding=UTF-8',
  '--format=%x1e%H%x1f%P%x1f%an%x1f%ae%x1f%aI%x1f%cn%x1f%cI%x1f%s%x1f%(trailers:key=Co-authored-by,valueonly,separator=%x2C)',
] as const;

/** The line before the log: which repository, at which commit. */
export function gitLogHeader(repository: string, head: string): string {
  return `${MARK} ${head || '-'} ${repository}`;
}

/** One commit as the log gives it. */
export interface Commit {
  hash: string;
  parents: string[];
  author: string;
  /** Used to tell bots from people; never yielded. */
  email: string;
  committer: string;
  /** When it reached the branch, ISO 8601. */
  committed: string;
  subject: string;
  coauthors: string;
  paths: string[];
}

/** Reads the header line; undefined where it is none. */
export function parseHeader(line: string): { head: string; repository: string } | undefined {
  if (!line.startsWith(`${MARK} `)) return undefined;
  const [head = '', ...rest] = line.slice(MARK.length + 1).split(' ');
  return { head, repository: rest.join(' ') };
}

/** Reads a commit's line (without the leading \x1e); undefined where fields are missing. */
export function parseCommit(line: string): Commit | undefined {
  const [hash, parents, author, email, , committer, committed, subject, coauthors] = line.split('\x1f');
  if (!hash || author === undefined || email === undefined || committer === undefined || !committed || subject === undefined) {
    return undefined;
  }
  return {
    hash,
    parents: (parents ?? '').split(' ').filter(Boolean),
    author,
    email,
    committer,
    committed,
    subject,
    coauthors: coauthors ?? '',
    paths: [],
  };
}
