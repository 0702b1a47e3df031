import type { About } from '../about.ts';

export const about: About = {
  reads: 'threat models of OWASP Threat Dragon, versions 1 and 2 (JSON)',
  exports: [
    {
      tools: [
        'architecture-diagrams',
        'dataflow-transitions',
        'data-classifications',
        'malicious-user-stories',
      ],
      how: 'Threat Dragon saves the model as a JSON file, in the repository (`ThreatDragonModels/NAME/NAME.json`) or on disk (File > Save model as); `assay scan .` finds it in a repository and dates it by its last commit.',
      code: 'assay import ThreatDragonModels/NAME/NAME.json --system SYSTEM --happened "$(git log -1 --format=%cI -- ThreatDragonModels/NAME/NAME.json)"',
    },
  ],
  proves: [
    'Processes, stores and actors as components: they count as covered by threat modelling unless they are out of scope, and a process whose name says something counts as that very service.',
    'Every threat of an element or data flow, with its severity, settled where it is mitigated or not applicable.',
    'That a person worked on the model.',
    'A data flow over a public network marks what it leads to as public; a store that is described as holding personal data, or an element that handles card payments, is marked as holding it.',
  ],
  limits: [
    'When: the format has no date, so say it with `--happened`; `assay scan` takes the file’s last commit.',
    'A model without elements in scope shows no practice, and a drawn element is not proof that it runs.',
  ],
};
