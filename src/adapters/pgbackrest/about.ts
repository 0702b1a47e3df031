import type { About } from '../about.ts';

export const about: About = {
  reads: 'what `pgbackrest info --output=json` prints',
  exports: [
    {
      tools: [],
      how: 'Run it where pgBackRest runs, for all stanzas or for one.',
      code: 'pgbackrest info --output=json > info.json',
    },
  ],
  proves: [
    'Each backup of a stanza is a backup of its PostgreSQL cluster, which its system identifier names, when it ended.',
    'A backup in which pages were broken, and a stanza that is not in order, are events.',
  ],
  limits: [
    'That a backup can be restored: record that with `assay run --aspect backup` around `pgbackrest restore`, or an attestation.',
    'Who began a backup is not in the file.',
  ],
};
