import type { About } from '../about.ts';

export const about: About = {
  reads: 'threat models of AWS Threat Composer (`*.tc.json`, schema 1)',
  exports: [
    {
      tools: ['malicious-user-stories'],
      how: 'In Threat Composer, Export data writes the workspace as JSON; the extension for VS Code and the desktop app keep it as a `*.tc.json` file in the repository, where `assay scan .` finds it.',
      code: 'assay import NAME.tc.json --system SYSTEM --happened "$(git log -1 --format=%cI -- NAME.tc.json)"',
    },
    {
      tools: ['architecture-diagrams', 'dataflow-transitions', 'data-classifications'],
      how: 'The same file: its drawings of the architecture and of the data flow are pictures, so only the application itself counts as a component, and the assets that threats touch say whether it holds personal data.',
      code: 'assay import NAME.tc.json --system SYSTEM --happened 2026-11-23',
    },
  ],
  proves: [
    'Every threat statement (who can do what, with which harm) with its priority, how many mitigations it is linked to, and whether it is resolved.',
    'The application as a component that threat modelling covers; by a name that says something it counts as that very service.',
    'That a person worked on the model.',
  ],
  limits: [
    'When: the format has no date, so say it with `--happened`; `assay scan` takes the file’s last commit.',
    'The parts of the application: they are drawn in a picture; hand in a Threat Dragon, OTM or Threagile model for them.',
    'A workspace without a threat shows no practice.',
  ],
};
