import type { About } from '../about.ts';

export const about: About = {
  reads: 'security playbooks in CACAO 2.0 and 1.1 (OASIS): one, a list or a bundle, in JSON',
  exports: [
    {
      tools: ['response-playbooks'],
      how: 'Export from SOARCA, or keep the files in the repository (`*.cacao.json`) and run `assay scan .`.',
      code: 'curl -s https://SOARCA.EXAMPLE.COM/playbook/ > playbooks.json',
    },
  ],
  proves: [
    'For each playbook: a plan with what it answers (labels, ids in external references, CVE, CWE and CAPEC ids in its name and description), how many steps it has, and the share of its commands that a machine carries out.',
    'That a person worked on playbooks when it was last modified.',
    'Give a playbook the name of the threat or alert rule that it answers as a label: coverage is counted by these names.',
  ],
  limits: [
    'That it was ever carried out or exercised: record that with `assay run --aspect playbooks` or an attestation.',
    'Playbooks that are revoked, or have no steps, are reported and count for nothing.',
    'Commands, addresses and variables in a playbook are not kept.',
  ],
};
