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
      how: 'IriusRisk exports a project (Export > OTM, or its API); StartLeft writes the same from Terraform and CloudFormation.',
      code: `curl -s "https://DOMAIN.iriusrisk.com/api/v1/products/otm/REFERENCE" -H "api-token: $IRIUSRISK_TOKEN" > threatmodel.otm
startleft parse --iac-type TERRAFORM --mapping-file MAP.yaml --project-id PROJECT --project-name PROJECT --output-file threatmodel.otm main.tf
assay import threatmodel.otm --system SYSTEM --happened 2026-11-02`,
    },
    {
      tools: ['architecture-diagrams', 'dataflow-transitions'],
      how: 'A draw.io drawing goes through StartLeft’s server, with a file that says what each shape is (its repository has one for AWS: `examples/drawio/iriusrisk-drawio-mapping.yaml`); what is not mapped is left out.',
      code: `startleft server -p 5000 &
curl -s localhost:5000/api/v1/startleft/diagram -H 'Accept: application/json' -F diag_type=DRAWIO -F diag_file=@DRAWING.drawio -F default_mapping_file=@iriusrisk-drawio-mapping.yaml -F id=PROJECT -F name=PROJECT > threatmodel.otm
assay import threatmodel.otm --system SYSTEM --happened "$(git log -1 --format=%cI -- DRAWING.drawio)"`,
    },
    {
      tools: ['architecture-diagrams', 'dataflow-transitions'],
      how: 'Visio and Lucidchart drawings are converted by StartLeft on the command line.',
      code: `startleft parse --diagram-type VISIO --default-mapping-file MAP.yaml --project-id PROJECT --project-name PROJECT --output-file threatmodel.otm DRAWING.vsdx
assay import threatmodel.otm --system SYSTEM --happened 2026-11-02`,
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
