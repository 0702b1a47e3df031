import type { About } from '../about.ts';

export const about: About = {
  reads: 'the YAML model that Threagile analyses (`threagile.yaml`, versions 1.0 and 1.1)',
  exports: [
    {
      tools: [
        'architecture-diagrams',
        'dataflow-transitions',
        'data-classifications',
        'malicious-user-stories',
      ],
      how: 'The file is written and kept by people, beside the code.',
      code: 'threagile create-example-model --output .\nassay import threagile.yaml --system SYSTEM',
    },
  ],
  proves: [
    'That a person worked on the model at its `date`.',
    'The technical assets as components, each with its owner: they count as covered by threat modelling unless they are out of scope; a service whose name says something counts as that very service.',
    'Abuse cases, and risks that people identified or track, as threats, settled where every tracked risk of the kind is accepted, mitigated or a false positive.',
    'An asset that is on the internet, or to which something on the internet talks without a VPN, is marked as public; data that is described as personal marks the assets that handle it.',
  ],
  limits: [
    'Which risks Threagile’s rules find in it: they are in its report.',
    'A model whose date stands still ages, however often its file changes; without a date, say when with `--happened`.',
    'A model without technical assets shows no practice, and a drawn asset is not proof that it runs.',
  ],
};
