import type { Person } from './commit.ts';

/** Bots whose only work is to update dependencies, by the name they commit under. */
const UPDATERS = new Set([
  'dependabot',
  'dependabot-preview',
  'depfu',
  'greenkeeper',
  'greenkeeperio',
  'pyup',
  'pyup.io',
  'renovate',
  'renovate-approve',
  'scala steward',
  'scala-steward',
  'snyk',
  'updatecli',
  'whitesource',
  'mend-for-github-com',
]);

/** Addresses that those bots commit with, wherever they run. */
const ADDRESSES = new Set([
  'bot@renovateapp.com',
  'renovate@whitesourcesoftware.com',
  'snyk-bot@snyk.io',
  'support@dependabot.com',
  'support@greenkeeper.io',
  'support@pyup.io',
  'github-bot@pyup.io',
  'bot@depfu.com',
  'me@scala-steward.org',
]);

/** Machines that commit whatever a pipeline tells them to. */
const RUNNERS =
  /^(github-actions|github actions|azure-pipelines|gitlab-ci|jenkins|circleci|travis-ci|semantic-release)$/;

/** What committed: a bot that updates dependencies, another machine, or a person. */
export type Actor = 'updater' | 'machine' | 'person';

/**
 * Who an author or committer is, by the name and address that the commit claims (nothing in a commit proves
 * them). On GitHub an app's address is `49699333+dependabot[bot]@users.noreply.github.com`.
 */
export function actorOf({ name, email }: Person): Actor {
  const address = email.toLowerCase();
  const login = /^(?:\d+\+)?([^@]+)@users\.noreply\.github\.com$/.exec(address)?.[1];
  const names = [name.toLowerCase(), ...(login === undefined ? [] : [login])];
  const plain = names.map((each) =>
    each
      .replace(/\[bot\]$/, '')
      .replace(/[-_ ]bot$/, '')
      .trim(),
  );
  if (ADDRESSES.has(address) || plain.some((each) => UPDATERS.has(each))) return 'updater';
  if (names.some((each) => each.endsWith('[bot]')) || plain.some((each) => RUNNERS.test(each)))
    return 'machine';
  return names.some((each) => /[-_ ]bot$/.test(each)) ? 'machine' : 'person';
}
