import type { About } from '../about.ts';

export const about: About = {
  reads: 'FOCUS cost and usage CSV',
  exports: [
    {
      tools: ['cloudhealth', 'cloudyn', 'cloudcheckr', 'cloudability'],
      how: `FOCUS is the FinOps Foundation's one format for bills. Export it from AWS Data Exports ("FOCUS 1.0 with AWS columns"), Azure Cost Management ("Cost and usage details (FOCUS)"), Google Cloud's FOCUS view of the BigQuery export, Oracle's Cost Reports, or a cost tool, as CSV (gzip is fine), and hand it in.`,
      code: `assay import focus.csv.gz --system NAME --happened 2026-11-02`,
    },
    {
      tools: [],
      how: 'Versions 1.0 to 1.4 are read, and the column names of 0.5. Amounts are `BilledCost`, what the invoice says; where that is missing, `EffectiveCost`. Owners are read from `Tags`: `owner`, `team`, `contact` and the like.',
    },
  ],
  proves: [
    'That spend was exported, account by account and service by service; which of it has an owner; which accounts are paid for, whether an inventory knows them or not.',
  ],
  limits: [
    'When the export was made, which is in no column: without `--happened` it is as old as its latest charge.',
    "Resources that are named by an id that is unique in their account only (a bucket's name) are left out; their cost is not.",
  ],
};
