import type { About } from '../about.ts';

export const about: About = {
  reads: 'the output of `git log`, as `assay scan` asks for it',
  exports: [
    {
      tools: ['response-playbooks'],
      how: 'One command in a checkout asks git by itself.',
      code: 'assay scan .',
    },
    {
      tools: [],
      how: 'By hand: the line `assay-git-log 1 REPOSITORY COMMIT` (the address, and the full hash of HEAD), and behind it what `git log` prints with the arguments of `GIT_LOG_ARGUMENTS` in `format.ts` (git 2.31 or later).',
    },
  ],
  proves: [
    'For commits on the default branch (first parents), each with its hash:',
    'An update by a dependency bot, merged, squashed or rebased: patching, fully automated; with a person’s help semi-automated.',
    'An update of dependencies by a person (the subject says so, or only manifests and lock files changed): manual.',
    'A change of infrastructure code (deploy), of Ansible, Puppet, Chef or Salt (configuration), of a runbook or playbook (playbooks), of a threat model (threat-modeling), of CODEOWNERS or a catalogue entry (inventory): manual.',
    'A change of a pipeline, of alert rules or of a secret scanner’s settings: declared only (level 2 at most).',
  ],
  limits: [
    'That anything was applied, that a pipeline ran, that a scan happened.',
    'A root commit shows nothing (in a shallow clone its paths are everything there is), nor do releases, reverts, additions of a dependency, examples, test data and vendored code, nor what other bots commit.',
    'Names and addresses in commits are claims: whoever may push can write any; addresses are used to know bots, and never leave the adapter.',
    'Rows that break the format become problems; a log that stops before it reaches the first commit is refused.',
  ],
};
