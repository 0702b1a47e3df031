import type { About } from '../about.ts';

export const about: About = {
  reads: 'CODEOWNERS files of GitHub, GitLab and Bitbucket, and GitHub’s answer about one',
  exports: [
    {
      tools: ['owners'],
      how: 'Nothing to export in a checkout: `assay scan .` finds the file, knows the repository and takes the date of its last commit.',
      code: `assay scan .
assay import .github/CODEOWNERS --system SYSTEM --target repository:github.com/OWNER/NAME --happened "$(git log -1 --format=%cI -- .github/CODEOWNERS)"`,
    },
    {
      tools: ['owners', 'support-engineers'],
      how: 'For many repositories, GitHub’s API gives the file together with the repository that it is of; a path such as `github.com/OWNER/NAME/CODEOWNERS` names it as well.',
      code: `gh api repos/OWNER/NAME/contents/.github/CODEOWNERS > NAME.codeowners.json
assay import NAME.codeowners.json --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
  ],
  proves: [
    'That owners are named: a declared practice, and a result that says whether every file has one (the last rule for `*`).',
    'The owner of the repository, where the document or its path names the repository.',
    'Groups, sections and default owners of GitLab and Bitbucket are understood.',
  ],
  limits: [
    'That the owners exist, know of it, or review anything: it is declared and earns level 2 at most.',
    'When: the file has no date; `assay scan` takes its last commit.',
    'Which repository: a bare file does not say, so give `--target repository:ADDRESS`.',
    'Rules for single folders are counted, and make no resource of their own.',
  ],
};
