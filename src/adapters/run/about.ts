import type { About } from '../about.ts';

export const about: About = {
  reads: 'run envelopes of `assay run`',
  exports: [
    {
      tools: [
        'jenkins-ansible-plugin',
        'puppet-pipelines',
        'chef-habitat',
        'fabric',
        'pacu',
        'response-playbooks',
      ],
      how: 'What was observed of one run of a command, written by Assay itself.',
      code: `assay run --aspect backup --system payments -- ./restore-test.sh
assay run --aspect secrets --save run.json --file leaks.json -- gitleaks detect -r leaks.json`,
      language: 'yaml',
    },
    {
      tools: [],
      how: "For tools that leave no dated report of their own. The envelope (`RunFacts` in `envelope.ts`, JSON Schema in `run.schema.json`) holds the command, when it started and ended, its exit code or signal, host and user, what the pipeline's environment claims, the aspect, the outputs, and the digests of what it wrote. What looks like a secret in the command's words is hidden before anything is kept.",
    },
  ],
  proves: [
    'That this command ended with exit code 0 at that time, as strongly as whoever handed the file in is proved.',
    'Shows: one practice for each output named.',
    'A run that failed, or that a signal ended, is an event and no practice; so is nothing at all where no output is named.',
  ],
  limits: [
    'That the command does what its name says, that the aspect fits it, or that the claims about the pipeline are true.',
    'The files it produced are evidence only where they are imported themselves.',
  ],
};
