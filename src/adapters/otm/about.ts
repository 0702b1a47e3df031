import type { About } from '../about.ts';

export const about: About = {
  reads: 'threat models in the Open Threat Model format 0.1 and 0.2, JSON or YAML',
  exports: [
    {
      tools: [
        'owners',
        'architecture-diagrams',
        'dataflow-transitions',
        'data-classifications',
        'malicious-user-stories',
      ],
      how: 'IriusRisk exports them (Product > Export > OTM); StartLeft writes them from Terraform, CloudFormation, Visio and draw.io drawings.',
      code: `startleft parse --iac-type TERRAFORM --mapping-file MAP.yaml --project-id payments --project-name Payments main.tf
assay import threatmodel.otm --system payments --happened 2026-11-02`,
    },
  ],
  proves: [
    'The components of the system: they count as covered by threat modelling, and, where a service’s name says something or an S3 bucket is named, as that very thing.',
    'Its threats, how severe they are (likelihood × impact) and whether they are settled: every component and data flow that has one says so.',
    'That a person worked on the model.',
    'Data that is described as personal marks the components that handle it; a component that data from the internet reaches is marked as public.',
  ],
  limits: [
    'When: the format has no date, so say it with `--happened`; `assay scan` takes the file’s last commit.',
    'A model without components shows no practice, and a drawn component is not proof that it runs.',
  ],
};
